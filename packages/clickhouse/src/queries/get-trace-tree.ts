import { z } from "zod";
import { sameSchema } from "../calls/same-schema.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import { GetTraceParams } from "./get-trace.ts";

/** What the tree of a trace shows of a span, in its current state. "" means absent. */
export interface TreeCall {
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly writer: string;
  readonly seq: string;
  readonly name: string;
  /** call | rollup | none. */
  readonly role: string;
  readonly operation: string;
  readonly provider: string;
  readonly model: string;
  readonly agent: string;
  readonly toolName: string;
  /** UTC nanoseconds since the epoch, as text. */
  readonly startTimeNs: string;
  readonly durationMs: number;
  /** null when not reported. */
  readonly ttftMs: number | null;
  readonly status: string;
  readonly errorType: string;
  /** Prompt, cached parts included, and answer; null when the span reported no usage. */
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** Own amount, also when it is billed elsewhere; null when nothing is known of it. */
  readonly cost: { readonly total: string } | null;
  readonly costStatus: string;
  readonly unpricedReason: string;
  readonly billingState: string;
  readonly counted: boolean;
}

export interface TraceTree {
  readonly traceId: string;
  /** By start time. A span that was stored twice is there twice. */
  readonly spans: readonly TreeCall[];
  /** There are more spans than are shown. */
  readonly isCut: boolean;
  /** Whose trace it is: the first that a span names. */
  readonly session: string;
  readonly user: string;
  readonly tenant: string;
  readonly feature: string;
}

const MAX_SPANS = 20_000;
const NO_SPAN = "0000000000000000";
const AMOUNTS = [
  "input_tokens",
  "output_tokens",
  "total_cost",
  "cost_status",
  "unpriced_reason",
  "billing_state",
] as const;
const OWNERS = ["session_id", "user_id", "tenant", "feature"] as const;
const TEXT = [
  "writer",
  "seq",
  "name",
  "role",
  "operation",
  "provider",
  "agent",
  "tool_name",
  "status",
  "error_type",
] as const;

const State = { ...sameSchema([...AMOUNTS, ...OWNERS], z.string()) };
const SpanRow = z.object({
  ...sameSchema(TEXT, z.string()),
  ...State,
  span_hex: z.string(),
  parent_hex: z.string(),
  model: z.string(),
  start_ns: z.string(),
  duration_ns: z.string(),
  ttft_ns: z.string(),
  booked: z.number(),
});
type SpanRow = z.output<typeof SpanRow>;
const CorrectionRow = z.object({ ...State, writer: z.string(), seq: z.string(), agent: z.string(), calls: z.number() });
type CorrectionRow = z.output<typeof CorrectionRow>;

const STATE_SELECT = `t.uncached_input_tokens + t.cache_read_tokens + t.cache_write_5m_tokens + t.cache_write_1h_tokens AS input_tokens,
  t.output_tokens AS output_tokens, t.total_cost AS total_cost, t.cost_status AS cost_status, t.unpriced_reason AS unpriced_reason,
  t.billing_state AS billing_state, t.session_id AS session_id, t.user_id AS user_id, t.tenant AS tenant, t.feature AS feature`;

/** The spans of a trace with what its tree needs, and no more: a trace may have ten thousand. undefined when there is none. */
export async function getTraceTree(
  reader: ProjectReader,
  input: z.input<typeof GetTraceParams>,
): Promise<TraceTree | undefined> {
  const traceId = GetTraceParams.parse(input).traceId.toLowerCase();
  const params = { trace: traceId };
  const [found, corrections] = await Promise.all([
    reader.query({ name: "getTraceTree", sql: SPANS_SQL, params, schema: SpanRow }),
    reader.query({ name: "getTraceTree corrections", sql: CORRECTIONS_SQL, params, schema: CorrectionRow }),
  ]);
  if (found.length === 0) return undefined;
  const newest = new Map(corrections.map((row) => [`${row.writer}:${row.seq}`, row]));
  const rows = found
    .slice(0, MAX_SPANS)
    .map((span) => ({ span, correction: newest.get(`${span.writer}:${span.seq}`) }));
  const first = (name: (typeof OWNERS)[number]) =>
    rows.map(({ span, correction }) => (correction ?? span)[name]).find((value) => value !== "") ?? "";
  return {
    traceId,
    spans: rows.map(({ span, correction }) => toTreeCall(span, correction)),
    isCut: found.length > MAX_SPANS,
    session: first("session_id"),
    user: first("user_id"),
    tenant: first("tenant"),
    feature: first("feature"),
  };
}

const SPANS_SQL = `
SELECT ${TEXT.map((name) => `t.${name} AS ${name}`).join(", ")}, ${STATE_SELECT},
  lower(hex(t.span_id)) AS span_hex, lower(hex(t.parent_span_id)) AS parent_hex,
  if(t.request_model != '', t.request_model, t.response_model) AS model,
  toUnixTimestamp64Nano(t.start_time) AS start_ns, t.duration_ns AS duration_ns, t.ttft_ns AS ttft_ns, t.booked AS booked
FROM spans AS t
WHERE t.project = {project: String} AND t.trace_id = toFixedString(unhex({trace: String}), 16)
ORDER BY t.start_time, t.writer, t.seq
LIMIT ${MAX_SPANS + 1}
${QUERY_LIMITS}`;

const CORRECTIONS_SQL = `
SELECT t.writer AS writer, t.seq AS seq, t.agent AS agent, t.calls AS calls, ${STATE_SELECT}
FROM adjustments AS t
WHERE t.project = {project: String} AND t.trace_id = toFixedString(unhex({trace: String}), 16) AND t.entry = 'book'
ORDER BY t.revision DESC LIMIT 1 BY t.writer, t.seq
LIMIT ${MAX_SPANS + 1}
${QUERY_LIMITS}`;

function toTreeCall(span: SpanRow, correction: CorrectionRow | undefined): TreeCall {
  const state = correction ?? span;
  // What a correction took out of the bill still tells what it would have been.
  const amounts = correction !== undefined && correction.calls !== 0 ? correction : span;
  const isSilent = span.role === "none" || state.cost_status === "no_usage" || state.cost_status === "";
  return {
    spanId: span.span_hex,
    parentSpanId: span.parent_hex === NO_SPAN ? "" : span.parent_hex,
    writer: span.writer,
    seq: span.seq,
    name: span.name,
    role: span.role,
    operation: span.operation,
    provider: span.provider,
    model: span.model,
    agent: state.agent,
    toolName: span.tool_name,
    startTimeNs: span.start_ns,
    durationMs: toMs(span.duration_ns),
    ttftMs: span.ttft_ns === "0" ? null : toMs(span.ttft_ns),
    status: span.status,
    errorType: span.error_type,
    tokens: isSilent ? null : { input: Number(amounts.input_tokens), output: Number(amounts.output_tokens) },
    cost: isSilent || state.cost_status === "unpriced" ? null : { total: amounts.total_cost },
    costStatus: state.cost_status,
    unpricedReason: state.unpriced_reason,
    billingState: state.billing_state,
    counted: correction === undefined ? span.booked === 1 && span.role !== "none" : correction.calls === 1,
  };
}

function toMs(ns: string): number {
  return Math.round(Number(ns) / 1000) / 1000;
}
