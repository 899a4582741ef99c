import type { AdjustmentRow } from "@spanledger/clickhouse";
import { rowKey } from "../process/row-key.ts";
import { groupBy } from "./group-by.ts";
import { judgeTrace, type TraceLedger } from "./judge-trace.ts";
import { createRowPricer } from "./create-row-pricer.ts";
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
  const { store, now, writer, maxLoadLagMs = 600_000, lateSpanMs = 172_800_000 } = options;
  const awaited = new Map<string, { readonly revision: number; readonly untilMs: number }>();
  const settled = new Map<string, number>();
  let judged = 0;
  let appended = 0;

  async function append(entries: readonly AdjustmentRow[]): Promise<void> {
    if (entries.length === 0) return;
    await options.append(entries);
    const untilMs = now() + maxLoadLagMs;
    for (const { writer: by, seq, revision } of entries) awaited.set(rowKey(by, seq), { revision, untilMs });
    appended += entries.length;
  }

  function isAwaiting({ rows, adjustments }: Pick<TraceLedger, "rows" | "adjustments">): boolean {
    const nowMs = now();
    return rows.some((row) => {
      const key = rowKey(row.writer, row.seq);
      const expected = awaited.get(key);
      if (expected === undefined) return false;
      const isThere = adjustments.some(
        (entry) => entry.seq === row.seq && entry.writer === row.writer && entry.revision >= expected.revision,
      );
      if (!isThere && nowMs < expected.untilMs) return true;
      awaited.delete(key);
      return false;
    });
  }

  function judge(trace: QueuedTrace, ledger: TraceLedger | undefined): readonly AdjustmentRow[] {
    const nowMs = now();
    const isOverdue = nowMs - trace.sinceMs > maxLoadLagMs;
    const { seq } = trace;
    const isLoaded =
      ledger !== undefined && (seq === null || ledger.rows.some((row) => row.writer === writer && row.seq === seq));
    if ((!isLoaded && !isOverdue) || (ledger !== undefined && isAwaiting(ledger))) {
      queue.put({ ...trace, dueMs: nowMs + RETRY_MS });
      return [];
    }
    if (ledger === undefined) return [];
    const { projectId } = trace;
    let lastReceivedMs = 0;
    for (const { received_at } of ledger.rows) lastReceivedMs = Math.max(lastReceivedMs, Number(received_at));
    const quietAtMs = lastReceivedMs + options.quietMs;
    const priceRow = createRowPricer(options.priceBookFor(projectId), options.costSourceFor?.(projectId) ?? "computed");
    const judgement = judgeTrace(ledger, { isQuiet: nowMs >= quietAtMs, nowMs, priceRow });
    judged++;
    if (judgement.waitsForQuiet) queue.put({ ...trace, seq: null, dueMs: quietAtMs, sinceMs: nowMs });
    else remember(trace, ledger.rows.length);
    return judgement.adjustments;
  }

  function remember({ projectId, traceId }: QueuedTrace, rows: number): void {
    settled.set(`${projectId} ${traceId}`, rows);
    const oldest = settled.size > MAX_SETTLED ? settled.keys().next().value : undefined;
    if (oldest !== undefined) settled.delete(oldest);
  }

  async function runBatch(due: readonly QueuedTrace[]): Promise<Round> {
    const entries: AdjustmentRow[] = [];
    for (const [projectId, traces] of groupBy(due, (trace) => trace.projectId)) {
      const traceIds = traces.map(({ traceId }) => traceId);
      const ledgers = await readTraceLedgers(store, { projectId, traceIds, receivedSinceMs: now() - lateSpanMs });
      for (const trace of traces) for (const entry of judge(trace, ledgers.get(trace.traceId))) entries.push(entry);
    }
    await append(entries);
    if (entries.length > 0) options.onEvent?.({ kind: "adjusted", traces: due.length, entries: entries.length });
    return { judged: due.length, entries: entries.length };
  }

  return {
    append,
    isAwaiting,
    isSettled: ({ projectId, traceId, rows }) => settled.get(`${projectId} ${traceId}`) === rows,
    stats: () => ({ judged, entries: appended }),
    async run() {
      const due = queue.take(now(), TRACES_PER_ROUND);
      if (due.length === 0) return { judged: 0, entries: 0 };
      try {
        return await runBatch(due);
      } catch (error) {
        for (const trace of due) {
          settled.delete(`${trace.projectId} ${trace.traceId}`);
          queue.put({ ...trace, dueMs: now() + AFTER_FAILURE_MS });
        }
        throw error;
      }
    },
  };
}
