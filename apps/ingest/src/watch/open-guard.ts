import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "@spanledger/clickhouse";
import type { Logger } from "pino";
import type { Raise } from "../alerts/create-raise.ts";
import { createGuardHub } from "../guard-stream/create-guard-hub.ts";
import { createHaltBook } from "../guard-stream/create-halt-book.ts";
import type { GuardHub } from "../guard-stream/guard-hub.ts";
import { streamRoute } from "../guard-stream/stream-route.ts";
import type { RecordedSpan } from "../process/processor.ts";
import type { Authentication, ExtraRoute } from "../receive/receiver.ts";
import { createGuardPolicies, type GuardPolicies } from "./create-guard-policies.ts";
import { createGuardSweep } from "./create-guard-sweep.ts";
import { createRecorder } from "./create-recorder.ts";
import { createWatch } from "./create-watch.ts";
import { createWriteQueue } from "./create-write-queue.ts";
import { recordStop, type SeenStop } from "./record-stop.ts";

export interface GuardOptions {
  readonly store: Store;
  readonly authenticate: (key: string) => Promise<Authentication>;
  readonly logger: Logger;
  /** Lets findings be told by the project's channels. */
  readonly raise: Raise;
  /** Name of this process run. */
  readonly writer: string;
}

/** Everything that watches traces and talks to exporters. */
export interface Guard {
  readonly hub: GuardHub;
  readonly policies: Pick<GuardPolicies, "modeFor">;
  readonly routes: Readonly<Record<string, ExtraRoute>>;
  /** Shown spans on their way to the disk; call what it returns once they are there. */
  readonly observe: (spans: readonly RecordedSpan[]) => () => void;
  /** Remembers the traces that are open, and starts to look at the settings and at other processes' traces. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Halts, releases and thresholds of other processes hold here after this time. */
const REFRESH_MS = 750;
const SWEEP_MS = 10_000;
const RESOLVE_MS = 30_000;
const LEARN_MS = 600_000;
const DRAIN_MS = 2_000;
/** A database that does not answer must not hold up the start. */
const RECALL_WAIT_MS = 3_000;

export function openGuard({ store, authenticate, logger, raise, writer }: GuardOptions): Guard {
  const now = Date.now;
  const hub = createGuardHub({ authenticate, epoch: randomBytes(4).toString("hex") });
  const writes = createWriteQueue((err) => logger.warn({ err }, "a finding could not be written, it is tried again"));
  const policies = createGuardPolicies(store);
  const halts = createHaltBook({ store, hub, writes, now });
  const onFinding = createRecorder({ store, policies, halts, writes, raise, now });
  const onError = (err: unknown) => logger.error({ err }, "spans could not be watched");
  const onStopped = (stop: SeenStop) => writes.add(() => recordStop({ store, raise }, stop, now()));
  const watch = createWatch({ limitsFor: policies.limitsFor, onFinding, onStopped, onError, now });
  const sweep = createGuardSweep({ store, policies, watch, onFinding, writer, now });
  hub.addSnapshot(halts.snapshot);
  hub.addSnapshot(({ projectId }) => ({ policy: { mode: policies.modeFor(projectId, "") } }));
  const timers = [
    repeat(() => Promise.all([policies.refresh(), halts.refresh()]), REFRESH_MS),
    repeat(() => sweep.sweep(), SWEEP_MS),
    repeat(() => sweep.resolve(), RESOLVE_MS),
    repeat(() => sweep.learn(), LEARN_MS),
  ];

  function repeat(
    run: () => Promise<unknown>,
    everyMs: number,
  ): { readonly start: () => void; readonly stop: () => void } {
    let isRunning = false;
    let timer: NodeJS.Timeout | undefined;
    const once = (): void => {
      if (isRunning) return;
      isRunning = true;
      run()
        .catch((err: unknown) => logger.debug({ err }, "the guard's settings could not be read, they are read again"))
        .finally(() => (isRunning = false));
    };
    return { start: () => void (timer = setInterval(once, everyMs).unref()), stop: () => clearInterval(timer) };
  }

  return {
    hub,
    policies,
    routes: { "/v1/guard/stream": streamRoute(hub, { authenticate, logger }) },
    observe: watch.observe,
    async start() {
      const reading = Promise.all([policies.refresh(), halts.refresh(), sweep.recall()]).catch((err: unknown) =>
        logger.warn({ err }, "the guard starts without what was before"),
      );
      await Promise.race([reading, sleep(RECALL_WAIT_MS, undefined, { ref: false })]);
      for (const timer of timers) timer.start();
    },
    async close() {
      for (const timer of timers) timer.stop();
      hub.close();
      await writes.drain(DRAIN_MS);
    },
  };
}
