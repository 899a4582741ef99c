import { createLease, type Lease } from "./create-lease.ts";
import { createRounds, type Rounds } from "./create-rounds.ts";
import { createSweep } from "./create-sweep.ts";
import type { Reconciler, ReconcilerOptions, ReconcilerStats, Round } from "./reconciler.ts";
import type { TouchedTrace } from "../process/processor.ts";
import { createTraceQueue, type TraceQueue } from "./trace-queue.ts";

const TICK_MS = 500;
/** Rows take about so long to be readable, and the rest of a trace often comes meanwhile. */
const TOUCH_DELAY_MS = 2_000;
const ROUNDS_PER_TICK = 10;

/**
 * The backstop of the bill: decides recent traces again from what is stored and appends the difference as adjustments.
 * One process at a time does it (a lease); an embedded database has only one. It is idempotent and keeps no state that
 * a restart could lose: whatever it forgets, the next sweep finds.
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  return new TraceReconciler(options);
}

class TraceReconciler implements Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #queue: TraceQueue = createTraceQueue();
  readonly #rounds: Rounds;
  readonly #sweep: (windowMs: number) => Promise<number>;
  /** null where no other process can open the database. */
  readonly #lease: Lease | null;
  #isActive: boolean;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #nextSweepMs = 0;
  #failures = 0;

  constructor(options: ReconcilerOptions) {
    const { store, writer, now } = options;
    this.#options = options;
    this.#rounds = createRounds(options, this.#queue);
    this.#sweep = createSweep(options, { queue: this.#queue, rounds: this.#rounds });
    const isAlone = store.mode === "embedded";
    this.#lease = isAlone ? null : createLease({ store, name: "reconciler", holder: writer, now });
    this.#isActive = isAlone;
  }

  touch(traces: readonly TouchedTrace[]): void {
    const nowMs = this.#options.now();
    for (const trace of traces) this.#queue.put({ ...trace, dueMs: nowMs + TOUCH_DELAY_MS, sinceMs: nowMs });
  }

  async round(): Promise<Round> {
    return (await this.#hold()) ? this.#rounds.run() : { judged: 0, entries: 0 };
  }

  async sweep(windowMs: number): Promise<number> {
    return (await this.#hold()) ? this.#sweep(windowMs) : 0;
  }

  nextDueMs(): number | null {
    return this.#queue.nextDueMs();
  }

  start(): void {
    if (this.#timer === undefined) this.#schedule();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#working;
    if (this.#isActive) await this.#lease?.release();
  }

  stats(): ReconcilerStats {
    const { judged, entries } = this.#rounds.stats();
    return { queued: this.#queue.size(), judged, entries, failures: this.#failures, isActive: this.#isActive };
  }

  async #hold(): Promise<boolean> {
    if (this.#lease !== null) this.#isActive = await this.#lease.hold();
    return this.#isActive;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#working = this.#work().then(() => {
        if (this.#timer !== undefined) this.#schedule();
      });
    }, TICK_MS);
    this.#timer.unref();
  }

  async #work(): Promise<void> {
    const { now, store, onEvent, startWindowMs = 21_600_000, sweepWindowMs = 3_600_000 } = this.#options;
    const { sweepMs = store.mode === "server" ? 15_000 : 60_000 } = this.#options;
    try {
      if (!(await this.#hold())) return;
      if (now() >= this.#nextSweepMs) {
        await this.#sweep(this.#nextSweepMs === 0 ? startWindowMs : sweepWindowMs);
        this.#nextSweepMs = now() + sweepMs;
      }
      for (let round = 0; round < ROUNDS_PER_TICK; round++) if ((await this.#rounds.run()).judged === 0) break;
    } catch (error) {
      this.#failures++;
      onEvent?.({ kind: "failed", error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
}
