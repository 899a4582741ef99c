import { z } from "zod";
import { type Binder, createBinder } from "../../registry/create-binder.ts";
import { DayRates } from "../../registry/day-rates.ts";
import { QUERY_LIMITS } from "../../registry/query-limits.ts";
import { rateExpression } from "../../registry/rate-expression.ts";
import { rawTimes } from "../../registry/raw-times.ts";
import { TimeRange } from "../../registry/time-range.ts";
import type { ProjectReader } from "../../store/store.ts";

export const TraceSpendsParams = z.object({
  /** 32 hex digits each. */
  traceIds: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(1000),
  /** In which their spans begin. */
  range: TimeRange,
  /** What ended since then is `recent`, UTC milliseconds. */
  recentSinceMs: z.int().default(0),
  rates: DayRates.optional(),
});

/** Money as in every other sum, exact decimal text in USD or the currency of the rates; null when nothing is known. */
export interface TraceSpend {
  readonly traceId: string;
  readonly calls: number;
  /** Without a price or without usage: not in the sums. */
  readonly unknownCalls: number;
  readonly costUsd: string | null;
  readonly recentUsd: string | null;
  /** Start of the first call and end of the last, UTC milliseconds. */
  readonly firstMs: number;
  readonly lastMs: number;
}

const count = z.coerce.number();
const Row = z.object({
  trace: z.string(),
  calls: count,
  unknown_calls: count,
  cost: z.string(),
  recent: z.string(),
  recent_calls: count,
  recent_unknown: count,
  first_ms: count,
  last_ms: count,
});

/** What traces have cost, whole and lately. A trace without a counted call is not in the answer. */
export async function traceSpends(
  reader: ProjectReader,
  input: z.input<typeof TraceSpendsParams>,
): Promise<ReadonlyMap<string, TraceSpend>> {
  const params = TraceSpendsParams.parse(input);
  if (params.traceIds.length === 0) return new Map();
  const binder = createBinder();
  const spans = branch(params, binder, "spans");
  const adjustments = branch(params, binder, "adjustments");
  const rows = await reader.query({
    name: "traceSpends",
    sql: `
SELECT lower(hex(q.trace_id)) AS trace, sum(q.n) AS calls, sum(q.unknown) AS unknown_calls, toString(sum(q.cost)) AS cost,
  toString(sum(q.recent)) AS recent, sum(q.recent_n) AS recent_calls, sum(q.recent_unknown) AS recent_unknown,
  min(q.first) AS first_ms, max(q.last) AS last_ms
FROM (${spans} UNION ALL ${adjustments}) AS q
GROUP BY q.trace_id HAVING calls > 0 ${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return new Map(rows.map((row) => [row.trace, toSpend(row)]));
}

function branch(
  { traceIds, range, recentSinceMs, rates }: z.output<typeof TraceSpendsParams>,
  binder: Binder,
  table: "spans" | "adjustments",
): string {
  const ids = binder.bind("Array(String)", traceIds);
  const rate = rates === undefined ? "" : ` * ${rateExpression(rates, binder)("toDate(t.start_time, 'UTC')")}`;
  const sign = table === "spans" ? "toInt64(1)" : "toInt64(t.calls)";
  const start = "toUnixTimestamp64Milli(t.start_time)";
  const end = `(${start} + intDiv(toInt64(t.duration_ns), 1000000))`;
  const isRecent = `${end} >= ${binder.bind("Int64", recentSinceMs)}`;
  const spent = "t.billing_state != 'cached'";
  const unknown = `t.cost_status IN ('unpriced', 'no_usage') AND ${spent}`;
  return `
SELECT t.trace_id AS trace_id, sum(${sign}) AS n, sumIf(${sign}, ${unknown}) AS unknown, sumIf(t.total_cost${rate}, ${spent}) AS cost,
  sumIf(t.total_cost${rate}, ${spent} AND ${isRecent}) AS recent, sumIf(${sign}, ${isRecent}) AS recent_n,
  sumIf(${sign}, ${isRecent} AND ${unknown}) AS recent_unknown, min(${start}) AS first, max(${end}) AS last
FROM ${table} AS t
WHERE t.project = {project: String} AND ${rawTimes([range], binder)("t")} AND t.role != 'none'${table === "spans" ? " AND t.booked = 1" : ""}
  AND t.trace_id IN arrayMap(id -> toFixedString(unhex(id), 16), ${ids})
GROUP BY t.trace_id`;
}

function toSpend(row: z.output<typeof Row>): TraceSpend {
  return {
    traceId: row.trace,
    calls: row.calls,
    unknownCalls: row.unknown_calls,
    costUsd: known(row.cost, row.calls - row.unknown_calls),
    recentUsd: row.recent_calls === 0 ? "0" : known(row.recent, row.recent_calls - row.recent_unknown),
    firstMs: row.first_ms,
    lastMs: row.last_ms,
  };
}

/** A sum of which nothing is known is null, never 0. */
function known(amount: string, knownCalls: number): string | null {
  return knownCalls <= 0 && amount === "0" ? null : amount;
}
