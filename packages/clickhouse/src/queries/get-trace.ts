import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { CORRECTION_SELECT, CorrectionFound } from "../calls/correction-select.ts";
import { newestCorrections } from "../calls/newest-corrections.ts";
import { rowKey } from "../calls/row-key.ts";
import { SPAN_SELECT, SpanColumns } from "../calls/span-select.ts";
import { toCallRecord } from "../calls/to-call-record.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export const GetTraceParams = z.object({
  /** 32 hex digits. */
  traceId: z.string().regex(/^[0-9a-f]{32}$/i, { error: "a trace id has 32 hex digits" }),
  /** 16 hex digits; left out: all spans. */
  spanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/i, { error: "a span id has 16 hex digits" })
    .optional(),
});

/** One entry of the ledger about a span: what was taken back or booked, when and why. */
export interface HistoryEntry {
  readonly revision: number;
  readonly entry: string;
  readonly reason: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
  readonly billingState: string;
  readonly costStatus: string;
  /** Signed USD, exact. */
  readonly costUsd: string;
  readonly priceId: string;
  readonly priceSource: string;
  readonly priceDate: string;
}

export interface TraceSpan extends CallRecord {
  readonly usageDetail: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly scopeName: string;
  readonly scopeVersion: string;
  readonly responseId: string;
  readonly toolCallId: string;
  /** What the row said before any correction. */
  readonly original: Pick<CallRecord, "billingState" | "costStatus" | "cost" | "priceId" | "priceSource" | "priceDate">;
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
}

export interface Trace {
  readonly traceId: string;
  /** By start time. A span that was stored twice is there twice. */
  readonly spans: readonly TraceSpan[];
  /** There are more spans than are shown. */
  readonly isCut: boolean;
}

const MAX_SPANS = 20_000;

const Row = z.object({
  ...SpanColumns,
  usage_detail: z.string(),
  attributes: z.record(z.string(), z.string()),
  scope_name: z.string(),
  scope_version: z.string(),
  response_id: z.string(),
  tool_call_id: z.string(),
});

/** Everything that is known of a trace or of one span, and how its figures came about. undefined when there is no such trace. */
export async function getTrace(
  reader: ProjectReader,
  input: z.input<typeof GetTraceParams>,
): Promise<Trace | undefined> {
  const { spanId = "", ...wanted } = GetTraceParams.parse(input);
  const traceId = wanted.traceId.toLowerCase();
  const params = { trace: traceId, span: spanId.toLowerCase() };
  const [spans, corrections] = await Promise.all([
    reader.query({ name: "getTrace", sql: SPANS_SQL, params, schema: Row }),
    reader.query({ name: "getTrace corrections", sql: CORRECTIONS_SQL, params, schema: CorrectionFound }),
  ]);
  if (spans.length === 0) return undefined;
  const newest = newestCorrections(corrections);
  const ofRow = groupByRow(corrections);
  const shown = spans
    .slice(0, MAX_SPANS)
    .map((span) => toTraceSpan(span, newest.get(rowKey(span)), ofRow.get(rowKey(span)) ?? []));
  return { traceId, spans: shown, isCut: spans.length > MAX_SPANS };
}

const OF_TRACE =
  "t.trace_id = toFixedString(unhex({trace: String}), 16) AND ({span: String} = '' OR lower(hex(t.span_id)) = {span: String})";

const SPANS_SQL = `
SELECT ${SPAN_SELECT}, t.usage_detail AS usage_detail, t.attributes AS attributes, t.scope_name AS scope_name,
  t.scope_version AS scope_version, t.response_id AS response_id, t.tool_call_id AS tool_call_id
FROM spans AS t
WHERE t.project = {project: String} AND ${OF_TRACE}
ORDER BY t.start_time, t.writer, t.seq
LIMIT ${MAX_SPANS + 1}
${QUERY_LIMITS}`;

const CORRECTIONS_SQL = `
SELECT ${CORRECTION_SELECT}
FROM adjustments AS t
WHERE t.project = {project: String} AND ${OF_TRACE}
ORDER BY t.revision, t.entry
LIMIT ${MAX_SPANS * 4}
${QUERY_LIMITS}`;

function groupByRow(corrections: readonly CorrectionFound[]): Map<string, CorrectionFound[]> {
  const groups = new Map<string, CorrectionFound[]>();
  for (const correction of corrections) {
    const group = groups.get(rowKey(correction));
    if (group === undefined) groups.set(rowKey(correction), [correction]);
    else group.push(correction);
  }
  return groups;
}

function toTraceSpan(
  span: z.output<typeof Row>,
  newest: CorrectionFound | undefined,
  corrections: readonly CorrectionFound[],
): TraceSpan {
  const { billingState, costStatus, cost, priceId, priceSource, priceDate } = toCallRecord(span, undefined);
  return {
    ...toCallRecord(span, newest),
    usageDetail: span.usage_detail,
    attributes: span.attributes,
    scopeName: span.scope_name,
    scopeVersion: span.scope_version,
    responseId: span.response_id,
    toolCallId: span.tool_call_id,
    original: { billingState, costStatus, cost, priceId, priceSource, priceDate },
    history: corrections.map(toHistoryEntry),
  };
}

function toHistoryEntry(correction: CorrectionFound): HistoryEntry {
  return {
    revision: correction.revision,
    entry: correction.entry,
    reason: correction.reason,
    recordedAtMs: correction.recorded_ms,
    recordedBy: correction.recorded_by,
    billingState: correction.billing_state,
    costStatus: correction.cost_status,
    costUsd: correction.total_cost,
    priceId: correction.price_id,
    priceSource: correction.price_source,
    priceDate: correction.price_date,
  };
}
