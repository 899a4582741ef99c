import { z } from "zod";
import { type Binder, createBinder } from "../registry/create-binder.ts";
import { DIMENSIONS, type RollupFamily } from "../registry/dimensions.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { isAttributeDimension } from "../registry/is-attribute-dimension.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const LatencyParams = z.object({ range: TimeRange, filters: z.array(UsageFilter).max(50).default([]) });

export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Shorter ranges are read from the spans: whole hours would be too coarse for them. */
const SHORT_MS = 6 * 3_600_000;

const Row = z.object({ calls: z.coerce.number(), p50: z.coerce.number(), p95: z.coerce.number() });

/** How long calls take; from the histograms within 4.4 %. null without calls. */
export async function latency(reader: ProjectReader, input: z.input<typeof LatencyParams>): Promise<Latency | null> {
  const params = LatencyParams.parse(input);
  const binder = createBinder();
  const { fromMs, toMs } = params.range;
  const sql =
    toMs - fromMs > SHORT_MS && isCovered(params.filters) ? histogramSql(params, binder) : spansSql(params, binder);
  const [row] = await reader.query({ name: "latency", sql, params: binder.params, schema: Row });
  return row === undefined || row.calls <= 0 ? null : { p50Ms: row.p50, p95Ms: row.p95 };
}

function isCovered(filters: readonly UsageFilter[]): boolean {
  return filters.every(({ dimension }) => {
    if (isAttributeDimension(dimension)) return false;
    const families: readonly RollupFamily[] = DIMENSIONS[dimension].families;
    return families.includes("usage");
  });
}

function histogramSql({ range, filters }: z.output<typeof LatencyParams>, binder: Binder): string {
  const seconds = (ms: number) => binder.bind("DateTime('UTC')", Math.floor(ms / 1000));
  return `
SELECT sum(h.calls) AS calls, ${[50, 95].map((p) => `0.1 * exp2((quantileExactWeighted(0.${p})(h.place, h.calls) + 0.5) / 8) AS p${p}`).join(", ")}
FROM (
  SELECT place, toUInt64(greatest(sum(counted), 0)) AS calls
  FROM usage_hourly AS u ARRAY JOIN mapKeys(u.duration_histogram) AS place, mapValues(u.duration_histogram) AS counted
  WHERE u.project = {project: String} AND u.hour >= toStartOfHour(${seconds(range.fromMs)}) AND u.hour < ${seconds(range.toMs)}${filterExpression(filters, "rollup", binder)}
  GROUP BY place
) AS h
${QUERY_LIMITS}`;
}

function spansSql({ range, filters }: z.output<typeof LatencyParams>, binder: Binder): string {
  const time = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  return `
SELECT count() AS calls, quantileTDigest(0.5)(t.duration_ns) / 1000000 AS p50, quantileTDigest(0.95)(t.duration_ns) / 1000000 AS p95
FROM spans AS t
WHERE t.project = {project: String} AND t.start_time >= ${time(range.fromMs)} AND t.start_time < ${time(range.toMs)}
  AND t.booked = 1 AND t.role != 'none'${filterExpression(filters, "spans", binder)}
${QUERY_LIMITS}`;
}
