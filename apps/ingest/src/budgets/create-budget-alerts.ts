import { alertEventIds, type AlertEvent, type Store } from "@spanledger/clickhouse";
import type { Counter, Touched } from "./budget-book.ts";
import type { BudgetWatch } from "./budget-watch.ts";
import { crossingEvent } from "./crossing-event.ts";
import { type Crossing, crossingId, findCrossing } from "./find-crossing.ts";
import { forecastAccount } from "./forecast-account.ts";

const DAY_MS = 86_400_000;
const FORECAST_EVERY_MS = 600_000;
/** The largest of a fan-out: a forecast is a query each. */
const MOST_FORECASTS = 200;

export interface BudgetAlertsOptions {
  readonly store: Store;
  readonly watch: BudgetWatch;
  readonly now: () => number;
  readonly raise: (events: readonly AlertEvent[]) => Promise<void>;
}

/** Tells of budgets that crossed a threshold, each once in a period, by whoever holds the lease. */
export interface BudgetAlerts {
  /** Tells of what was touched since the last time, and now and then of forecasts. */
  tick(): Promise<void>;
  /** What another process told meanwhile is read again. */
  forget(): void;
}

export function createBudgetAlerts(options: BudgetAlertsOptions): BudgetAlerts {
  return new CrossingAlerts(options);
}

class CrossingAlerts implements BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  #told: Set<string> | null = null;
  #touched = new Map<Touched["account"], Set<string>>();
  #isAllDue = true;
  #forecastAtMs = 0;

  constructor(options: BudgetAlertsOptions) {
    this.#options = options;
    options.watch.onTouched((touched) => touched.forEach((item) => this.#touch(item)));
    options.watch.onCounted(() => (this.#isAllDue = true));
  }

  forget(): void {
    this.#told = null;
    this.#isAllDue = true;
  }

  async tick(): Promise<void> {
    const { store, watch, now, raise } = this.#options;
    this.#told ??= new Set(await alertEventIds(store, { source: "budget", sinceMs: now() - 400 * DAY_MS }));
    const told = this.#told;
    const crossings = this.#isAllDue ? this.#findAll(told) : this.#findTouched(told);
    this.#isAllDue = false;
    this.#touched = new Map();
    try {
      await raise(crossings.map((crossing) => crossingEvent(crossing, now())));
    } catch (error) {
      this.#isAllDue = true;
      throw error;
    }
    for (const { id } of crossings) told.add(id);
    if (now() < this.#forecastAtMs) return;
    this.#forecastAtMs = now() + FORECAST_EVERY_MS;
    for (const { account, subject, counter } of forecastsDue(watch, told))
      await this.#forecast({ account, subject, counter }, told);
  }

  #touch({ account, subject }: Touched): void {
    const subjects = this.#touched.get(account);
    if (subjects === undefined) this.#touched.set(account, new Set([subject]));
    else subjects.add(subject);
  }

  #findAll(told: ReadonlySet<string>): Crossing[] {
    const found: Crossing[] = [];
    for (const account of this.#options.watch.book.accounts())
      for (const [subject, counter] of account.counters) {
        const crossing = findCrossing(account, { subject, counter }, (id) => told.has(id));
        if (crossing !== null) found.push(crossing);
      }
    return found;
  }

  #findTouched(told: ReadonlySet<string>): Crossing[] {
    return [...this.#touched].flatMap(([account, subjects]) =>
      [...subjects].flatMap((subject) => {
        const counter = account.counters.get(subject);
        return (counter && findCrossing(account, { subject, counter }, (id) => told.has(id))) ?? [];
      }),
    );
  }

  async #forecast(subject: Forecastable, told: Set<string>): Promise<void> {
    const { store, now, raise } = this.#options;
    const forecast = await forecastAccount(store, subject, now());
    if (forecast.status !== "forecast" || forecast.expected <= subject.account.watched.limit) return;
    const id = crossingId(subject.account, subject.subject, "forecast");
    const { expected, low, high, method } = forecast;
    await raise([crossingEvent({ ...subject, id, threshold: null }, now(), { expected, low, high, method })]);
    told.add(id);
  }
}

interface Forecastable {
  readonly account: Touched["account"];
  readonly subject: string;
  readonly counter: Counter;
}

/** Subjects that are not over their amount yet and have spent a part of it that could matter. */
function forecastsDue({ book }: BudgetWatch, told: ReadonlySet<string>): Forecastable[] {
  const due: Forecastable[] = [];
  for (const account of book.accounts()) {
    const { limit, budget } = account.watched;
    if (!budget.forecast || budget.period.kind === "rolling" || budget.period.kind === "day") continue;
    for (const [subject, counter] of account.counters) {
      if (counter.spent >= limit || counter.spent * 10n < limit) continue;
      if (!told.has(crossingId(account, subject, "forecast"))) due.push({ account, subject, counter });
    }
  }
  return due.toSorted((a, b) => Number(share(b) - share(a))).slice(0, MOST_FORECASTS);
}

function share({ account, counter }: Forecastable): bigint {
  return (counter.spent * 1_000_000n) / account.watched.limit;
}
