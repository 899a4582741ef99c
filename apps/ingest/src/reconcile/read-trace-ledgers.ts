import { ledgerAdjustmentsOf, ledgerRowsOfTraces, type Store } from "@spanledger/clickhouse";
import { groupBy } from "./group-by.ts";
import type { TraceLedger } from "./judge-trace.ts";

/** No real trace has more spans; of a larger one the rest is left as it was booked on arrival. */
const MAX_ROWS = 100_000;

/** Rows and corrections of some traces of one project, by trace id. */
export async function readTraceLedgers(
  store: Store,
  selection: { readonly projectId: string; readonly traceIds: readonly string[]; readonly receivedSinceMs: number },
): Promise<Map<string, TraceLedger>> {
  const { projectId, traceIds, receivedSinceMs } = selection;
  const reader = store.project(projectId);
  const rows = await ledgerRowsOfTraces(reader, { traceIds, receivedSinceMs, limit: MAX_ROWS });
  if (rows.length >= MAX_ROWS && traceIds.length > 1) {
    const halves = [traceIds.slice(0, traceIds.length >> 1), traceIds.slice(traceIds.length >> 1)];
    const parts = await Promise.all(halves.map((part) => readTraceLedgers(store, { ...selection, traceIds: part })));
    return new Map(parts.flatMap((part) => [...part]));
  }
  const adjustments = await ledgerAdjustmentsOf(reader, rows);
  const rowsByTrace = groupBy(rows, (row) => row.trace_id);
  const adjustmentsByTrace = groupBy(adjustments, (entry) => entry.trace_id);
  return new Map(
    [...rowsByTrace].map(([traceId, traceRows]) => [
      traceId,
      { projectId, rows: traceRows, adjustments: adjustmentsByTrace.get(traceId) ?? [] },
    ]),
  );
}
