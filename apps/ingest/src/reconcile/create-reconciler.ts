import { createLease } from "./create-lease.ts";
import { createRounds } from "./create-rounds.ts";
import { createSweep } from "./create-sweep.ts";
import type { Reconciler, ReconcilerOptions, Round } from "./reconciler.ts";
import { createTraceQueue } from "./trace-queue.ts";

const TICK_MS = 500;
const NOTHING: Round = { judged: 0, entries: 0 };

/**
 * The backstop of the bill: decides recent traces again from what is stored and appends the difference as adjustments.
 * One process at a time does it (a lease); an embedded database has only one. It is idempotent and keeps no state that
 * a restart could lose: whatever it forgets, the next sweep finds.
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { store, writer, now, sweepMs = store.mode === "server" ? 15_000 : 60_000 } = options;
  const queue = createTraceQueue();
  const rounds = createRounds(options, queue);
  const sweep = createSweep(options, { queue, rounds });
  const lease = createLease({ store, name: "reconciler", holder: writer, now });
  let isActive = store.mode === "embedded";
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let nextSweepMs = 0;
  let failures = 0;

  async function hold(): Promise<boolean> {
    if (store.mode === "server") isActive = await lease.hold();
    return isActive;
  }

  async function work(): Promise<void> {
    try {
      if (!(await hold())) return;
      if (now() >= nextSweepMs) {
        await sweep(nextSweepMs === 0 ? (options.startWindowMs ?? 21_600_000) : (options.sweepWindowMs ?? 3_600_000));
        nextSweepMs = now() + sweepMs;
      }
      await rounds.run();
    } catch (error) {
      failures++;
      options.onEvent?.({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      working = work().then(() => {
        if (timer !== undefined) schedule();
      });
    }, TICK_MS);
    timer.unref();
  }

  return {
    touch(traces) {
      const nowMs = now();
      for (const trace of traces) queue.put({ ...trace, dueMs: nowMs, sinceMs: nowMs });
    },
    round: async () => ((await hold()) ? rounds.run() : NOTHING),
    sweep: async (windowMs) => ((await hold()) ? sweep(windowMs) : 0),
    nextDueMs: () => queue.nextDueMs(),
    start() {
      if (timer === undefined) schedule();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await working;
      if (store.mode === "server" && isActive) await lease.release();
    },
    stats: () => ({ queued: queue.size(), ...rounds.stats(), failures, isActive }),
  };
}
