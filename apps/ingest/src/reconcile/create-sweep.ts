import type { AdjustmentRow } from "@spanledger/clickhouse";
import { findRepeatedResponses, type RepeatedResponse } from "./find-repeated-responses.ts";
import { findUnsettledTraces } from "./find-unsettled-traces.ts";
import type { Rounds } from "./create-rounds.ts";
import { readTraceLedgers } from "./read-trace-ledgers.ts";
import type { ReconcilerOptions } from "./reconciler.ts";
import { removeCrossTraceDuplicates } from "./remove-cross-trace-duplicates.ts";
import type { TraceQueue } from "./trace-queue.ts";

const MAX_TRACES = 50_000;

/** Looks for traces of the last `windowMs` that nobody in this process has settled; gives how many it queued. */
export function createSweep(
  options: ReconcilerOptions,
  { queue, rounds }: { readonly queue: TraceQueue; readonly rounds: Rounds },
): (windowMs: number) => Promise<number> {
  const { store, now, lateSpanMs = 172_800_000 } = options;

  async function removeDuplicates(repeated: RepeatedResponse): Promise<readonly AdjustmentRow[]> {
    const { project: projectId, traces: traceIds } = repeated;
    if (traceIds.some((traceId) => queue.has(projectId, traceId))) return [];
    const ledgers = await readTraceLedgers(store, { projectId, traceIds, receivedSinceMs: now() - lateSpanMs });
    if ([...ledgers.values()].some((ledger) => rounds.isAwaiting(ledger))) return [];
    return removeCrossTraceDuplicates([...ledgers.values()], now());
  }

  return async (windowMs) => {
    const sinceMs = now() - windowMs;
    const traces = await findUnsettledTraces(store, { sinceMs, limit: MAX_TRACES });
    let queued = 0;
    for (const { project: projectId, trace: traceId, rows } of traces) {
      if (rounds.isSettled({ projectId, traceId, rows }) || queue.has(projectId, traceId)) continue;
      queue.put({ projectId, traceId, seq: null, dueMs: now(), sinceMs: now() });
      queued++;
    }
    for (const repeated of await findRepeatedResponses(store, { sinceMs })) {
      await rounds.append(await removeDuplicates(repeated));
    }
    return queued;
  };
}
