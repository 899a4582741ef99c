import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { dimensionExpression } from "../registry/dimension-expression.ts";
import { DimensionSchema } from "../registry/dimensions.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const LatencyByKeysParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  groupBy: DimensionSchema.optional(),
  /** A row per hour instead of one. */
  isHourly: z.boolean().default(false),
});

export interface KeyLatency {
  /** Value of the group-by dimension, "" without one. */
  readonly key: string;
  /** Start of the hour, UTC milliseconds; 0 when not by hour. */
  readonly hourMs: number;
  readonly calls: number;
  readonly p95Ms: number;
  /** Time to first token; null when no call reported one. */
  readonly ttftP95Ms: number | null;
}

const Row = z.object({
  key: z.string(),
  hour: z.coerce.number(),
  calls: z.coerce.number(),
  p95: z.coerce.number(),
  ttft_calls: z.coerce.number(),
  ttft_p95: z.coerce.number().nullable(),
});

/** How long the slowest 5 % of calls take, per value of a dimension and per hour if asked, from the spans. */
export async function latencyByKeys(
  reader: ProjectReader,
  input: z.input<typeof LatencyByKeysParams>,
): Promise<KeyLatency[]> {
  const { range, filters, groupBy, isHourly } = LatencyByKeysParams.parse(input);
  const binder = createBinder();
  const time = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  const key = groupBy === undefined ? "''" : `toString(${dimensionExpression(groupBy, "spans", binder)})`;
  const hour = isHourly ? "toUnixTimestamp(toStartOfHour(t.start_time))" : "0";
  const rows = await reader.query({
    name: "latencyByKeys",
    sql: `SELECT ${key} AS key, ${hour} AS hour, count() AS calls, quantileTDigest(0.95)(t.duration_ns) / 1000000 AS p95,
        countIf(t.ttft_ns > 0) AS ttft_calls,
        if(ttft_calls = 0, NULL, quantileTDigestIf(0.95)(t.ttft_ns, t.ttft_ns > 0) / 1000000) AS ttft_p95
      FROM spans AS t
      WHERE t.project = {project: String} AND t.start_time >= ${time(range.fromMs)} AND t.start_time < ${time(range.toMs)}
        AND t.booked = 1 AND t.role != 'none'${filterExpression(filters, "spans", binder)}
      GROUP BY key, hour ORDER BY calls DESC LIMIT 50000 ${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return rows.map((row) => ({
    key: row.key,
    hourMs: row.hour * 1_000,
    calls: row.calls,
    p95Ms: row.p95,
    ttftP95Ms: row.ttft_p95,
  }));
}
