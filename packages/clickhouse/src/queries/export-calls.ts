import { z } from "zod";
import { CallSelection, callSelectionSql, NEWEST_FIRST } from "../calls/call-selection.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rateExpression } from "../registry/rate-expression.ts";
import { safeText } from "../registry/safe-text.ts";
import { FILE_FORMAT_NAMES } from "../store/file-format.ts";
import type { ProjectReader } from "../store/store.ts";

export const ExportCallsParams = CallSelection.extend({
  format: z.enum(FILE_FORMAT_NAMES),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD"),
  limit: z.int().min(1).max(1_000_000).default(1_000_000),
});

const TEXT = {
  environment: "environment",
  service: "service",
  feature: "feature",
  tenant: "tenant",
  user_id: "user",
  session_id: "session",
  agent: "agent",
  prompt_name: "prompt_name",
  prompt_version: "prompt_version",
  billing_state: "billing_state",
  cost_status: "cost_status",
} as const;
const FIXED = ["operation", "provider", "request_model", "response_model", "status", "error_type"] as const;
const TOKENS = [
  "uncached_input_tokens",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "output_tokens",
  "reasoning_tokens",
] as const;

/**
 * The calls of a list as a file, newest first, in their current state. The sum of the cost column where `counted` is 1 and
 * `billing_state` is not cached is the spend that the pages show; a cost that is not known is null.
 */
export async function exportCalls(
  reader: ProjectReader,
  input: z.input<typeof ExportCallsParams>,
): Promise<AsyncIterable<Uint8Array>> {
  const { format, currency, limit, ...selection } = ExportCallsParams.parse(input);
  const binder = createBinder();
  const { whole } = callSelectionSql(selection, undefined, binder);
  const rate = selection.rates ? ` * ${rateExpression(selection.rates, binder)("toDate(t.start_time, 'UTC')")}` : "";
  const from = binder.bind("Int64", BigInt(selection.range.fromMs) * 1_000_000n);
  const to = binder.bind("Int64", BigInt(selection.range.toMs) * 1_000_000n);
  const state = (column: string) => `if(a.found = 1, toString(a.${column}), toString(t.${column}))`;
  // A correction that takes a call out of the bill has no amounts: then the row's own say what it would have counted.
  const amount = (column: string) => `if(a.found = 1 AND a.calls != 0, a.${column}, t.${column})`;
  const columns = [
    "t.start_time AS start_utc",
    "lower(hex(t.trace_id)) AS trace_id",
    "lower(hex(t.span_id)) AS span_id",
    ...FIXED.map((column) => `${safeText(`toString(t.${column})`, format)} AS ${column}`),
    ...Object.entries(TEXT).map(([column, name]) => `${safeText(state(column), format)} AS ${name}`),
    "toUInt8(if(a.found = 1, a.calls = 1, t.booked = 1)) AS counted",
    "t.duration_ns / 1e6 AS duration_ms",
    "if(t.ttft_ns = 0, NULL, t.ttft_ns / 1e6) AS ttft_ms",
    ...TOKENS.map((column) => `toInt64(${amount(column)}) AS ${column}`),
    `if(${state("cost_status")} IN ('unpriced', 'no_usage', ''), NULL, ${amount("total_cost")}${rate}) AS cost_${currency.toLowerCase()}`,
  ];
  return reader.file({
    name: "exportCalls",
    sql: `
SELECT ${columns.join(", ")}
FROM spans AS t
LEFT JOIN (
  SELECT x.*, toUInt8(1) AS found FROM adjustments AS x
  WHERE x.project = {project: String} AND x.entry = 'book'
    AND x.start_time >= fromUnixTimestamp64Nano(${from}, 'UTC') AND x.start_time < fromUnixTimestamp64Nano(${to}, 'UTC')
  ORDER BY x.revision DESC LIMIT 1 BY x.writer, x.seq
) AS a ON a.writer = t.writer AND a.seq = t.seq
WHERE ${whole}
ORDER BY ${NEWEST_FIRST.table}
LIMIT ${binder.bind("UInt64", limit)}
${QUERY_LIMITS}`,
    params: binder.params,
    format,
  });
}
