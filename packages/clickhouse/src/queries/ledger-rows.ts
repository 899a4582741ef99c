import { z } from "zod";
import { parsePicoUsd } from "../registry/parse-pico-usd.ts";
import type { ProjectReader } from "../store/store.ts";

const Count = z.union([z.number(), z.string()]).transform(Number);
const Big = z.union([z.number(), z.string()]).transform(BigInt);
const Money = z.union([z.number(), z.string()]).transform((value) => parsePicoUsd(String(value)));
const State = z.enum(["none", "billed", "provisional", "superseded", "duplicate", "cached"]);
const Role = z.enum(["none", "call", "rollup"]);
const Status = z.enum(["unset", "ok", "error"]);

/** Columns that `spans` and `adjustments` share, with their TypeScript shapes (costs in pico-dollars). */
export const LEDGER_COLUMNS = {
  environment: z.string(),
  service: z.string(),
  feature: z.string(),
  tenant: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  agent: z.string(),
  workflow: z.string(),
  prompt_name: z.string(),
  prompt_version: z.string(),
  name: z.string(),
  role: Role,
  op_class: z.string(),
  operation: z.string(),
  provider: z.string(),
  request_model: z.string(),
  response_model: z.string(),
  status: Status,
  cache_tier: z.string(),
  duration_ns: Big,
  ttft_ns: Big,
  writer: z.string(),
  seq: Big,
  billing_state: State,
  cost_status: z.string(),
  unpriced_reason: z.string(),
  price_id: z.string(),
  price_source: z.string(),
  price_date: z.string(),
  price_modifiers: z.array(z.string()),
  uncached_input_tokens: Count,
  cache_read_tokens: Count,
  cache_write_5m_tokens: Count,
  cache_write_1h_tokens: Count,
  output_tokens: Count,
  reasoning_tokens: Count,
  input_cost: Money,
  cache_read_cost: Money,
  cache_write_cost: Money,
  output_cost: Money,
  other_cost: Money,
  total_cost: Money,
  reported_cost: Money.nullable(),
} as const;

const DERIVED_COLUMNS = {
  trace_id: z.string(),
  span_id: z.string(),
  superseded_by: z.string(),
  start_time: Big,
} as const;

const SPAN_COLUMNS = {
  scope_name: z.string(),
  response_id: z.string(),
  service_tier: z.string(),
  region: z.string(),
  error_type: z.string(),
  usage_detail: z.string(),
  token_rule: z.string(),
  token_confidence: z.number(),
  flags: z.array(z.string()),
  booked: z.number(),
  identity: z.string(),
} as const;

export const LedgerRow = z.object({
  ...LEDGER_COLUMNS,
  ...DERIVED_COLUMNS,
  ...SPAN_COLUMNS,
  parent_span_id: z.string(),
  received_at: Big,
  attribute_count: Count,
});

/** A stored span as the bill needs it: SpanRow without what only pages show. */
export type LedgerRow = z.infer<typeof LedgerRow>;

const HEX_AND_TIME = `lower(hex(trace_id)) AS trace_id_hex, lower(hex(span_id)) AS span_id_hex,
  if(superseded_by = toFixedString('', 8), '', lower(hex(superseded_by))) AS superseded_by_hex,
  toUnixTimestamp64Nano(start_time) AS start_ns`;

const SPAN_SELECT = `${[...Object.keys(LEDGER_COLUMNS), ...Object.keys(SPAN_COLUMNS)].join(", ")}, ${HEX_AND_TIME},
  if(parent_span_id = toFixedString('', 8), '', lower(hex(parent_span_id))) AS parent_span_id_hex,
  toUnixTimestamp64Milli(received_at) AS received_ms, length(mapKeys(attributes)) AS attribute_count`;

const ADJUSTMENT_COLUMNS = {
  revision: Count,
  entry: z.enum(["reverse", "book"]),
  calls: z.number(),
  reason: z.string(),
};

export const LedgerAdjustment = z.object({ ...LEDGER_COLUMNS, ...DERIVED_COLUMNS, ...ADJUSTMENT_COLUMNS });

export type LedgerAdjustment = z.infer<typeof LedgerAdjustment>;

const ADJUSTMENT_SELECT = `${[...Object.keys(LEDGER_COLUMNS), ...Object.keys(ADJUSTMENT_COLUMNS)].join(", ")}, ${HEX_AND_TIME}`;

const LIMITS = "SETTINGS max_execution_time = 30, max_memory_usage = 2000000000";

const unhexed = (parameter: string) => `(SELECT toFixedString(unhex(arrayJoin({${parameter}: Array(String)})), 16))`;

/** All stored copies of the spans of these traces (at most `limit` rows) that were received since then. */
export async function ledgerRowsOfTraces(
  reader: ProjectReader,
  selection: { readonly traceIds: readonly string[]; readonly receivedSinceMs: number; readonly limit: number },
): Promise<LedgerRow[]> {
  return reader.query({
    name: "ledger rows of traces",
    sql: `SELECT ${SPAN_SELECT} FROM spans
      WHERE project = {project: String} AND trace_id IN ${unhexed("trace_ids")}
        AND received_at >= fromUnixTimestamp64Milli({since_ms: Int64})
      LIMIT {limit: UInt32} ${LIMITS}`,
    params: {
      trace_ids: selection.traceIds,
      since_ms: Math.max(0, Math.floor(selection.receivedSinceMs)),
      limit: selection.limit,
    },
    schema: z.unknown().transform(toSpanRow),
  });
}

/** The spans received since then, newest first, at most `limit`. */
export async function ledgerRowsReceivedSince(
  reader: ProjectReader,
  selection: { readonly receivedSinceMs: number; readonly limit: number },
): Promise<LedgerRow[]> {
  return reader.query({
    name: "ledger rows received lately",
    sql: `SELECT ${SPAN_SELECT} FROM spans
      WHERE project = {project: String} AND received_at >= fromUnixTimestamp64Milli({since_ms: Int64})
      ORDER BY received_at DESC
      LIMIT {limit: UInt32} ${LIMITS}`,
    params: { since_ms: Math.max(0, Math.floor(selection.receivedSinceMs)), limit: selection.limit },
    schema: z.unknown().transform(toSpanRow),
  });
}

/** One page of spans by their own time, oldest first, after the row `after`. */
export async function ledgerRowsOfRange(
  reader: ProjectReader,
  selection: {
    readonly fromNs: bigint;
    readonly toNs: bigint;
    /** "" for all. */
    readonly provider: string;
    /** Requested or answering model, "" for all. */
    readonly model: string;
    readonly after: { readonly startNs: bigint; readonly writer: string; readonly seq: bigint } | null;
    readonly limit: number;
  },
): Promise<LedgerRow[]> {
  const { after } = selection;
  return reader.query({
    name: "ledger rows of a range",
    sql: `SELECT ${SPAN_SELECT} FROM spans
      WHERE project = {project: String} AND role != 'none'
        AND start_time >= fromUnixTimestamp64Nano({from_ns: Int64}) AND start_time < fromUnixTimestamp64Nano({to_ns: Int64})
        AND ({provider: String} = '' OR provider = {provider: String})
        AND ({model: String} = '' OR request_model = {model: String} OR response_model = {model: String})
        AND (start_time, writer, seq) > (fromUnixTimestamp64Nano({after_ns: Int64}), {after_writer: String}, {after_seq: UInt64})
      ORDER BY start_time, writer, seq
      LIMIT {limit: UInt32} ${LIMITS}`,
    params: {
      from_ns: after !== null && after.startNs > selection.fromNs ? after.startNs : selection.fromNs,
      to_ns: selection.toNs,
      provider: selection.provider,
      model: selection.model,
      after_ns: after?.startNs ?? 0n,
      after_writer: after?.writer ?? "",
      after_seq: after?.seq ?? 0n,
      limit: selection.limit,
    },
    schema: z.unknown().transform(toSpanRow),
  });
}

/** Every correction of the given rows' traces, oldest revision first. */
export async function ledgerAdjustmentsOf(
  reader: ProjectReader,
  rows: readonly LedgerRow[],
): Promise<LedgerAdjustment[]> {
  let [from, to] = [rows[0]?.start_time, rows[0]?.start_time];
  if (from === undefined || to === undefined) return [];
  for (const { start_time } of rows) {
    if (start_time < from) from = start_time;
    if (start_time > to) to = start_time;
  }
  return reader.query({
    name: "ledger adjustments",
    sql: `SELECT ${ADJUSTMENT_SELECT} FROM adjustments
      WHERE project = {project: String} AND trace_id IN ${unhexed("trace_ids")}
        AND start_time >= fromUnixTimestamp64Nano({from_ns: Int64}) AND start_time <= fromUnixTimestamp64Nano({to_ns: Int64})
      ORDER BY revision, entry ${LIMITS}`,
    params: { trace_ids: [...new Set(rows.map(({ trace_id }) => trace_id))], from_ns: from, to_ns: to },
    schema: z.unknown().transform(toAdjustment),
  });
}

const Aliased = z.looseObject({ trace_id_hex: z.string(), span_id_hex: z.string(), superseded_by_hex: z.string() });

function toSpanRow(input: unknown): LedgerRow {
  const row = Aliased.parse(input);
  return LedgerRow.parse({
    ...unaliased(row),
    parent_span_id: row["parent_span_id_hex"],
    received_at: row["received_ms"],
  });
}

function toAdjustment(input: unknown): LedgerAdjustment {
  return LedgerAdjustment.parse(unaliased(Aliased.parse(input)));
}

function unaliased(row: z.infer<typeof Aliased>): object {
  return {
    ...row,
    trace_id: row.trace_id_hex,
    span_id: row.span_id_hex,
    superseded_by: row.superseded_by_hex,
    start_time: row["start_ns"],
  };
}
