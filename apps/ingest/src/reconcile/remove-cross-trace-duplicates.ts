import { type AdjustmentRow, currentState, type LedgerState, reviseRow } from "@spanledger/clickhouse";
import { type CrossTraceCall, findCrossTraceDuplicates } from "@spanledger/telemetry";
import { rowKey } from "../process/row-key.ts";
import { groupBy } from "./group-by.ts";
import type { TraceLedger } from "./judge-trace.ts";
import { type LedgerSpan, ledgerSpanOf } from "../process/ledger-span-of.ts";

interface BilledCall {
  readonly projectId: string;
  readonly span: LedgerSpan;
  readonly entries: TraceLedger["adjustments"];
  readonly state: LedgerState;
}

/** semconv 4.3 F over the current state of some traces of one project: entries that take the later copies out. */
export function removeCrossTraceDuplicates(ledgers: readonly TraceLedger[], nowMs: number): AdjustmentRow[] {
  const billed = new Map(ledgers.flatMap(billedCalls).map((call) => [call.span.billing.key, call]));
  const duplicates = findCrossTraceDuplicates([...billed.values()].map(crossTraceCall));
  const result: AdjustmentRow[] = [];
  for (const [key, originalKey] of duplicates) {
    const call = billed.get(key);
    const original = billed.get(originalKey);
    if (call === undefined || original === undefined) continue;
    const { projectId, span, entries, state } = call;
    const desired: LedgerState = {
      ...state,
      billing_state: "duplicate",
      superseded_by: original.span.row.span_id,
      isCounted: false,
    };
    const request = { projectId, row: span.row, entries, desired, reason: "duplicate" };
    result.push(...reviseRow({ ...request, recordedAtMs: nowMs, recordedBy: "reconciler" }));
  }
  return result;
}

function billedCalls({ projectId, rows, adjustments }: TraceLedger): BilledCall[] {
  const entriesByKey = groupBy(adjustments, ({ writer, seq }) => rowKey(writer, seq));
  return rows.flatMap((row) => {
    const entries = entriesByKey.get(rowKey(row.writer, row.seq)) ?? [];
    const { state } = currentState(row, entries);
    if (row.role !== "call" || state.billing_state !== "billed" || !state.isCounted) return [];
    return [{ projectId, span: ledgerSpanOf(row), entries, state }];
  });
}

function crossTraceCall({ span: { row, billing }, state }: BilledCall): CrossTraceCall {
  return {
    key: billing.key,
    traceId: row.trace_id,
    tenant: state.tenant,
    provider: row.provider,
    responseId: row.response_id,
    scope: row.scope_name,
    service: row.service,
    startNs: row.start_time,
    tokens: billing.tokens,
    cacheHit: billing.cacheHit,
  };
}
