import {
  type AdjustmentRow,
  type CurrentState,
  currentState,
  type LedgerAdjustment,
  type LedgerRow,
  type LedgerState,
  reviseRow,
} from "@spanledger/clickhouse";
import {
  decideTrace,
  type Decision,
  type Dimensions,
  inheritDimensions,
  mergeEvidence,
  openTrace,
} from "@spanledger/telemetry";
import { rowKey } from "../process/row-key.ts";
import { dimensionColumns } from "./dimension-columns.ts";
import { groupBy } from "./group-by.ts";
import { type LedgerSpan, ledgerSpanOf } from "../process/ledger-span-of.ts";
import type { RowPricer } from "./create-row-pricer.ts";

export interface TraceLedger {
  readonly projectId: string;
  /** Every stored copy of every span of one trace. */
  readonly rows: readonly LedgerRow[];
  readonly adjustments: readonly LedgerAdjustment[];
}

export interface JudgeOptions {
  /** Nothing has come for this trace in a while: a roll-up that is the only carrier of usage may be booked. */
  readonly isQuiet: boolean;
  readonly nowMs: number;
  readonly priceRow: RowPricer;
}

export interface Judgement {
  readonly adjustments: readonly AdjustmentRow[];
  /** A roll-up waits for the trace to be quiet. */
  readonly waitsForQuiet: boolean;
}

/** Decides a stored trace again as a whole and states what has to change; the same input gives the same answer. */
export function judgeTrace({ projectId, rows, adjustments }: TraceLedger, options: JudgeOptions): Judgement {
  const spans = rows.map(ledgerSpanOf);
  const byKey = new Map(spans.map((span) => [span.billing.key, span]));
  const billing = spans.map((span) => span.billing);
  const opened = openTrace(billing);
  const decisions = decideTrace(billing, opened);
  const dimensions = inheritDimensions(billing, decisions, opened);
  const entriesByKey = groupBy(adjustments, ({ writer, seq }) => rowKey(writer, seq));
  const result: AdjustmentRow[] = [];
  let waitsForQuiet = false;
  for (const span of spans) {
    const { key } = span.billing;
    const entries = entriesByKey.get(key) ?? [];
    const current = currentState(span.row, entries);
    const decision = decisions.get(key);
    if (decision === undefined || isDuplicateOfOtherTrace(current, span, decision)) continue;
    const waits = decision.state === "provisional" && !options.isQuiet && !isBookedRollup(current);
    waitsForQuiet ||= waits;
    const desired = desiredState(
      { span, current, decision, dimensions: dimensions.get(key), isCounted: isCounted(decision) && !waits },
      (absorbed) => byKey.get(absorbed),
      options,
    );
    const reason = reasonOf(current.state, desired);
    const request = { projectId, row: span.row, entries, desired, reason };
    result.push(...reviseRow({ ...request, recordedAtMs: options.nowMs, recordedBy: "reconciler" }));
  }
  return { adjustments: result, waitsForQuiet };
}

interface Subject {
  readonly span: LedgerSpan;
  readonly current: CurrentState;
  readonly decision: Decision;
  readonly dimensions: Dimensions | undefined;
  readonly isCounted: boolean;
}

function desiredState(
  { span, current, decision, dimensions, isCounted }: Subject,
  find: (key: string) => LedgerSpan | undefined,
  options: JudgeOptions,
): LedgerState {
  const { amounts } = current;
  const base: LedgerState = {
    ...amounts,
    ...(dimensions === undefined ? {} : dimensionColumns(dimensions)),
    billing_state: decision.state,
    superseded_by: decision.supersededBy,
    isCounted,
  };
  if (!isCounted || span.row.role !== "call") return base;
  const absorbed = decision.absorbed.flatMap((key) => find(key)?.own ?? []);
  const merged = mergeEvidence(span.own, absorbed);
  const usage = merged.usage;
  const evidence = { ...base, ttft_ns: merged.ttftNs, reported_cost: merged.reportedCost?.picoUsd ?? null };
  const isSameUsage =
    usage === null ||
    (usage.uncachedInput === amounts.uncached_input_tokens &&
      usage.cacheRead === amounts.cache_read_tokens &&
      usage.cacheWrite5m === amounts.cache_write_5m_tokens &&
      usage.cacheWrite1h === amounts.cache_write_1h_tokens &&
      (usage.reasoning ?? 0) === amounts.reasoning_tokens);
  if (isSameUsage) return evidence;
  return {
    ...evidence,
    uncached_input_tokens: usage.uncachedInput,
    cache_read_tokens: usage.cacheRead,
    cache_write_5m_tokens: usage.cacheWrite5m,
    cache_write_1h_tokens: usage.cacheWrite1h,
    output_tokens: usage.output,
    reasoning_tokens: usage.reasoning ?? 0,
    ...options.priceRow(span.row, { usage, reportedCost: merged.reportedCost }),
  };
}

function isCounted({ state }: Decision): boolean {
  return state === "billed" || state === "cached" || state === "provisional";
}

function isBookedRollup({ state }: CurrentState): boolean {
  return state.billing_state === "provisional" && state.isCounted;
}

/** Found over all traces, which this decision does not see: it stays as long as the call would be billed here. */
function isDuplicateOfOtherTrace({ state }: CurrentState, { row }: LedgerSpan, decision: Decision): boolean {
  return decision.state === "billed" && state.billing_state === "duplicate" && state.superseded_by !== row.span_id;
}

function reasonOf(current: LedgerState, desired: LedgerState): string {
  if (desired.billing_state !== current.billing_state || desired.isCounted !== current.isCounted) {
    if (desired.billing_state === "provisional") return "only_carrier";
    if (desired.billing_state === "superseded" || desired.billing_state === "duplicate") return desired.billing_state;
    return "late_parent";
  }
  const sameTokens =
    current.uncached_input_tokens === desired.uncached_input_tokens &&
    current.cache_read_tokens === desired.cache_read_tokens;
  return sameTokens && current.reported_cost === desired.reported_cost && current.ttft_ns === desired.ttft_ns
    ? "inherited"
    : "merged";
}
