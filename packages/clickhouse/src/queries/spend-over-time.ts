import { z } from "zod";
import { addUsage } from "../registry/add-usage.ts";
import { bucketStarts } from "../registry/bucket-starts.ts";
import { createBinder } from "../registry/create-binder.ts";
import { DimensionSchema } from "../registry/dimensions.ts";
import { INTERVAL_NAMES } from "../registry/intervals.ts";
import { MEASURE_NAMES } from "../registry/measures.ts";
import type { Segment } from "../registry/plan-segments.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { toUsage } from "../registry/to-usage.ts";
import { groupedUsage } from "../registry/grouped-usage.ts";
import { type Usage, UsageColumns } from "../registry/usage.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const SpendOverTimeParams = UsageQuestion.omit({ groupBy: true }).extend({
  interval: z.enum(INTERVAL_NAMES),
  /** IANA name; days, weeks and months are this zone's. */
  timeZone: z.string().default("UTC"),
  groupBy: DimensionSchema.optional(),
  /** Series before "other". */
  top: z.int().min(1).max(20).default(7),
  /** What makes a series a top one. */
  orderBy: z.enum(MEASURE_NAMES).default("cost_usd"),
});

export interface UsageSeries {
  /** Value of the group-by dimension; null for "other", and for the one series of an ungrouped question. */
  readonly key: string | null;
  /** One per bucket, in order. */
  readonly points: readonly Usage[];
  readonly total: Usage;
}

export interface SpendOverTime {
  /** UTC ms at which each bucket starts. Every bucket that touches the range is there. */
  readonly buckets: readonly number[];
  /** The biggest first, "other" last. */
  readonly series: readonly UsageSeries[];
  readonly total: Usage;
  readonly plan: readonly Segment[];
}

const Row = z.object({
  ...UsageColumns,
  bucket: z.coerce.number(),
  place: z.coerce.number(),
  series_key: z.string(),
});

/** Spend and usage per bucket, stacked by a dimension. */
export async function spendOverTime(
  reader: ProjectReader,
  input: z.input<typeof SpendOverTimeParams>,
): Promise<SpendOverTime> {
  const params = SpendOverTimeParams.parse(input);
  const { range, interval, timeZone, filters, rates, groupBy } = params;
  const starts = bucketStarts(range, interval, timeZone);
  const binder = createBinder();
  const question = { range, filters, rates, groupBy: groupBy === undefined ? [] : [groupBy] };
  const source = usageSource(question, binder, { interval, timeZone });
  const rows = await reader.query({
    name: "spendOverTime",
    sql: groupBy === undefined ? plainSql(source.sql) : topSql(source.sql, params.orderBy),
    params: groupBy === undefined ? binder.params : { ...binder.params, top: params.top },
    schema: Row,
  });
  return toAnswer(rows, starts, source.plan);
}

function plainSql(source: string): string {
  return `SELECT *, 0 AS place, '' AS series_key FROM (${groupedUsage(source, ["bucket"])}) ORDER BY bucket ${QUERY_LIMITS}`;
}

function topSql(source: string, orderBy: string): string {
  return `
SELECT r.bucket AS bucket, if(r.rank <= {top: UInt64}, r.rank, 0) AS place, if(place = 0, '', r.k0) AS series_key,
  ${MEASURE_NAMES.map((name) => `sum(r.${name}) AS ${name}`).join(", ")}
FROM (
  SELECT *, dense_rank() OVER (ORDER BY key_total DESC, k0) AS rank
  FROM (SELECT *, sum(${orderBy}) OVER (PARTITION BY k0) AS key_total FROM (${groupedUsage(source, ["k0", "bucket"])}))
) AS r
GROUP BY bucket, place, series_key
ORDER BY place, bucket
${QUERY_LIMITS}`;
}

type FoundRow = z.output<typeof Row>;

function toAnswer(rows: readonly FoundRow[], starts: readonly number[], plan: readonly Segment[]): SpendOverTime {
  const buckets = [...new Set([...starts, ...rows.map((row) => row.bucket * 1000)])].sort((a, b) => a - b);
  const places = [...new Set(rows.map((row) => row.place))].sort((a, b) => (a || Infinity) - (b || Infinity));
  const series = places.map((place) => {
    const ofSeries = rows.filter((row) => row.place === place);
    const key = place === 0 || ofSeries[0] === undefined ? null : ofSeries[0].series_key;
    const byBucket = new Map(ofSeries.map((row) => [row.bucket * 1000, toUsage(row)]));
    const points = buckets.map((bucket) => byBucket.get(bucket) ?? addUsage([]));
    return { key, points, total: addUsage(points) };
  });
  return { buckets, series, total: addUsage(series.map((one) => one.total)), plan };
}
