import type { AdjustmentRow } from "@spanledger/clickhouse";
import { createAwaitedEntries } from "./awaited-entries.ts";
import { createRowPricer } from "./create-row-pricer.ts";
import { groupBy } from "./group-by.ts";
import { judgeTrace, type TraceLedger } from "./judge-trace.ts";
import { readTraceLedgers } from "./read-trace-ledgers.ts";
import type { ReconcilerOptions, Round } from "./reconciler.ts";
import type { QueuedTrace, TraceQueue } from "./trace-queue.ts";

const TRACES_PER_ROUND = 200;
const RETRY_MS = 500;
const AFTER_FAILURE_MS = 5_000;
const MAX_SETTLED = 100_000;

export interface Rounds {
  /** Judges what is due, at most one batch. */
  run(): Promise<Round>;
  /** Appends entries and holds their traces back until they are readable. */
  append(entries: readonly AdjustmentRow[]): Promise<void>;
  /** Entries of this trace are on their way: what is stored is not the whole truth yet. */
  isAwaiting(trace: Pick<TraceLedger, "rows" | "adjustments">): boolean;
  /** Whether the trace was judged with exactly so many rows and nothing waits. */
  isSettled(trace: { readonly projectId: string; readonly traceId: string; readonly rows: number }): boolean;
  stats(): { readonly judged: number; readonly entries: number };
}

export function createRounds(options: ReconcilerOptions, queue: TraceQueue): Rounds {
  return new TraceRounds(options, queue);
}

class TraceRounds implements Rounds {
  readonly #options: ReconcilerOptions;
  readonly #queue: TraceQueue;
  readonly #awaited = createAwaitedEntries();
  readonly #settled = new Map<string, number>();
  readonly #maxLoadLagMs: number;
  #judged = 0;
  #entries = 0;

  constructor(options: ReconcilerOptions, queue: TraceQueue) {
    this.#options = options;
    this.#queue = queue;
    this.#maxLoadLagMs = options.maxLoadLagMs ?? 600_000;
  }

  async run(): Promise<Round> {
    const { now, onEvent } = this.#options;
    const due = this.#queue.take(now(), TRACES_PER_ROUND);
    if (due.length === 0) return { judged: 0, entries: 0 };
    try {
      const entries = await this.#judgeAll(due);
      await this.append(entries);
      if (entries.length > 0) onEvent?.({ kind: "adjusted", traces: due.length, entries: entries.length });
      return { judged: due.length, entries: entries.length };
    } catch (error) {
      for (const trace of due) {
        this.#settled.delete(keyOf(trace));
        this.#queue.put({ ...trace, dueMs: now() + AFTER_FAILURE_MS });
      }
      throw error;
    }
  }

  async append(entries: readonly AdjustmentRow[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#options.append(entries);
    this.#awaited.add(entries, this.#options.now() + this.#maxLoadLagMs);
    this.#entries += entries.length;
  }

  isAwaiting(ledger: Pick<TraceLedger, "rows" | "adjustments">): boolean {
    return this.#awaited.isMissing(ledger, this.#options.now());
  }

  isSettled(trace: { readonly projectId: string; readonly traceId: string; readonly rows: number }): boolean {
    return this.#settled.get(keyOf(trace)) === trace.rows;
  }

  stats() {
    return { judged: this.#judged, entries: this.#entries };
  }

  async #judgeAll(due: readonly QueuedTrace[]): Promise<AdjustmentRow[]> {
    const { store, now, lateSpanMs = 172_800_000 } = this.#options;
    const entries: AdjustmentRow[] = [];
    for (const [projectId, traces] of groupBy(due, (trace) => trace.projectId)) {
      const traceIds = traces.map(({ traceId }) => traceId);
      const ledgers = await readTraceLedgers(store, { projectId, traceIds, receivedSinceMs: now() - lateSpanMs });
      for (const trace of traces) {
        for (const entry of this.#judge(trace, ledgers.get(trace.traceId))) entries.push(entry);
      }
    }
    return entries;
  }

  #judge(trace: QueuedTrace, ledger: TraceLedger | undefined): readonly AdjustmentRow[] {
    const { quietMs, priceBookFor, costSourceFor, now } = this.#options;
    const nowMs = now();
    const isOverdue = nowMs - trace.sinceMs > this.#maxLoadLagMs;
    const isUnreadable = !this.#isLoaded(trace, ledger) && !isOverdue;
    if (isUnreadable || (ledger !== undefined && this.isAwaiting(ledger))) {
      this.#queue.put({ ...trace, dueMs: nowMs + RETRY_MS });
      return [];
    }
    if (ledger === undefined) return [];
    const quietAtMs = lastReceivedMs(ledger) + quietMs;
    const { projectId } = trace;
    const priceRow = createRowPricer(priceBookFor(projectId), costSourceFor?.(projectId) ?? "computed");
    const judgement = judgeTrace(ledger, { isQuiet: nowMs >= quietAtMs, nowMs, priceRow });
    this.#judged++;
    if (judgement.waitsForQuiet) this.#queue.put({ ...trace, seq: null, dueMs: quietAtMs, sinceMs: nowMs });
    else this.#remember(trace, ledger.rows.length);
    return judgement.adjustments;
  }

  #isLoaded({ seq }: QueuedTrace, ledger: TraceLedger | undefined): boolean {
    if (ledger === undefined) return false;
    return seq === null || ledger.rows.some((row) => row.seq === seq && row.writer === this.#options.writer);
  }

  #remember(trace: QueuedTrace, rows: number): void {
    this.#settled.set(keyOf(trace), rows);
    const oldest = this.#settled.size > MAX_SETTLED ? this.#settled.keys().next().value : undefined;
    if (oldest !== undefined) this.#settled.delete(oldest);
  }
}

function keyOf({ projectId, traceId }: { readonly projectId: string; readonly traceId: string }): string {
  return `${projectId} ${traceId}`;
}

function lastReceivedMs({ rows }: TraceLedger): number {
  let last = 0;
  for (const { received_at } of rows) last = Math.max(last, Number(received_at));
  return last;
}
