import { z } from "zod";
import { parsePicoUsd } from "../../registry/parse-pico-usd.ts";
import type { Parameters, ProjectReader } from "../../store/store.ts";

const Count = z.union([z.number(), z.string()]).transform(Number);

const GuardRow = z
  .object({
    trace_hex: z.string(),
    span_hex: z.string(),
    parent_hex: z.string(),
    name: z.string(),
    start_ms: Count,
    end_ms: Count,
    role: z.enum(["none", "call", "rollup"]),
    op_class: z.string(),
    operation: z.string(),
    billing_state: z.enum(["none", "billed", "provisional", "superseded", "duplicate", "cached"]),
    agent: z.string(),
    feature: z.string(),
    tenant: z.string(),
    request_model: z.string(),
    response_model: z.string(),
    tool_name: z.string(),
    status: z.string(),
    error_type: z.string(),
    finish_reasons: z.array(z.string()),
    input_tokens: Count,
    output_tokens: Count,
    total_cost: z.union([z.number(), z.string()]).transform((value) => parsePicoUsd(String(value))),
    cost_status: z.string(),
    input_messages: z.string(),
    output_messages: z.string(),
    tool_arguments: z.string(),
    tool_result: z.string(),
    status_message: z.string(),
  })
  .transform(({ trace_hex: trace_id, span_hex: span_id, parent_hex: parent_span_id, ...row }) => ({
    ...row,
    trace_id,
    span_id,
    parent_span_id,
  }));

/** A span with the content that the runaway rules compare. Times in UTC milliseconds, cost in pico-dollars. */
export type GuardRow = z.infer<typeof GuardRow>;

const LIMITS = "SETTINGS max_execution_time = 15, max_memory_usage = 1000000000";

/** Only spans that can be a step; the content of larger ones is left out, as it would be of no use in part. */
function select(where: string): string {
  return `
WITH found AS (
  SELECT * FROM spans
  WHERE project = {project: String} AND received_at >= fromUnixTimestamp64Milli({since_ms: Int64}) AND ${where}
    AND (role = 'call' OR operation IN ('execute_tool', 'invoke_agent', 'retrieval'))
  ORDER BY received_at DESC LIMIT {limit: UInt32}
)
SELECT lower(hex(f.trace_id)) AS trace_hex, lower(hex(f.span_id)) AS span_hex,
  if(f.parent_span_id = toFixedString('', 8), '', lower(hex(f.parent_span_id))) AS parent_hex, f.name AS name,
  intDiv(toUnixTimestamp64Nano(f.start_time), 1000000) AS start_ms,
  intDiv(toUnixTimestamp64Nano(f.start_time) + toInt64(f.duration_ns), 1000000) AS end_ms,
  toString(f.role) AS role, f.op_class AS op_class, f.operation AS operation, toString(f.billing_state) AS billing_state,
  f.agent AS agent, f.feature AS feature, f.tenant AS tenant, f.request_model AS request_model,
  f.response_model AS response_model, f.tool_name AS tool_name, toString(f.status) AS status, f.error_type AS error_type,
  f.finish_reasons AS finish_reasons,
  f.uncached_input_tokens + f.cache_read_tokens + f.cache_write_5m_tokens + f.cache_write_1h_tokens AS input_tokens,
  f.output_tokens AS output_tokens, f.total_cost AS total_cost, f.cost_status AS cost_status,
  c.input_messages AS input_messages, c.output_messages AS output_messages, c.tool_arguments AS tool_arguments,
  c.tool_result AS tool_result, c.status_message AS status_message
FROM found AS f
LEFT ANY JOIN (
  SELECT trace_id, span_id, if(length(input_messages) > 20000 OR output_messages != '' AND tool_arguments != '', '', input_messages) AS input_messages,
    if(length(output_messages) > 100000, '', output_messages) AS output_messages,
    if(length(tool_arguments) > 100000, '', tool_arguments) AS tool_arguments,
    if(length(tool_result) > 100000, '', tool_result) AS tool_result, substring(status_message, 1, 1000) AS status_message
  FROM span_content
  WHERE project = {project: String} AND trace_id IN (SELECT trace_id FROM found)
) AS c ON c.trace_id = f.trace_id AND c.span_id = f.span_id
ORDER BY end_ms ${LIMITS}`;
}

/** The newest steps received since then, oldest first. */
export function guardRowsReceivedSince(
  reader: ProjectReader,
  { receivedSinceMs, limit }: { readonly receivedSinceMs: number; readonly limit: number },
): Promise<GuardRow[]> {
  return read(reader, "1", { since_ms: Math.max(0, Math.floor(receivedSinceMs)), limit });
}

/** The steps of these traces received since then, oldest first. */
export function guardRowsOfTraces(
  reader: ProjectReader,
  selection: { readonly traceIds: readonly string[]; readonly receivedSinceMs: number; readonly limit: number },
): Promise<GuardRow[]> {
  const { traceIds, receivedSinceMs, limit } = selection;
  return read(reader, "trace_id IN (SELECT toFixedString(unhex(arrayJoin({trace_ids: Array(String)})), 16))", {
    trace_ids: traceIds,
    since_ms: Math.max(0, Math.floor(receivedSinceMs)),
    limit,
  });
}

function read(reader: ProjectReader, where: string, params: Parameters): Promise<GuardRow[]> {
  return reader.query({ name: "guard rows", sql: select(where), params, schema: GuardRow });
}
