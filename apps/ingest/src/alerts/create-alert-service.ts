import type { Store } from "@spanledger/clickhouse";
import type { BudgetWatch } from "../budgets/budget-watch.ts";
import { createBudgetAlerts } from "../budgets/create-budget-alerts.ts";
import { createDispatcher } from "../deliver/create-dispatcher.ts";
import type { TargetPolicy } from "../deliver/resolve-target.ts";
import { markAlerted } from "../watch/mark-alerted.ts";
import { createLease } from "../reconcile/create-lease.ts";
import { createRaise, type Raise } from "./create-raise.ts";
import { createRuleAlerts } from "./create-rule-alerts.ts";

export interface AlertServiceOptions {
  readonly store: Store;
  readonly budgets: BudgetWatch;
  readonly policy: TargetPolicy;
  /** Of the dashboard, for links in messages; "" when it is not known. */
  readonly publicUrl: string;
  /** Name of this process run. */
  readonly writer: string;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Watches budgets and alerts and sends what there is to tell; one process at a time does it. */
export interface AlertService {
  /** Keeps an event and lets it be sent. */
  readonly raise: Raise;
  start(): void;
  stop(): Promise<void>;
}

const TICK_MS = 500;

export function createAlertService(options: AlertServiceOptions): AlertService {
  const { store, budgets, policy, publicUrl, writer, now, onError } = options;
  const dispatcher = createDispatcher({
    store,
    policy,
    publicUrl,
    now,
    onDelivered: (delivery) => markAlerted(store, delivery, now()),
  });
  const raise = createRaise({ store, onRaised: () => dispatcher.nudge() });
  const crossings = createBudgetAlerts({ store, watch: budgets, now, raise });
  const rules = createRuleAlerts({ store, now, raise, onError });
  const lease = store.mode === "embedded" ? null : createLease({ store, name: "alerts", holder: writer, now });
  let wasHolder = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    const isHolder = lease === null || (await lease.hold());
    if (isHolder && !wasHolder) for (const part of [dispatcher, crossings, rules]) part.forget();
    wasHolder = isHolder;
    if (!isHolder) return;
    // Each part on its own: one that fails holds up no other.
    for (const part of [crossings, dispatcher, rules, dispatcher]) await part.tick().catch(onError);
  }

  return {
    raise,
    start() {
      timer ??= setInterval(() => {
        working ??= work()
          .catch(onError)
          .finally(() => (working = null));
      }, TICK_MS).unref();
    },
    async stop() {
      clearInterval(timer);
      await working;
      await dispatcher.stop();
      if (wasHolder) await lease?.release().catch(onError);
    },
  };
}
