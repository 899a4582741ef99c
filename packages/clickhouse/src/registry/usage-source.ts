import { z } from "zod";
import { type Binder, dimensionExpression, filterExpression, type TableKind } from "./dimension-expression.ts";
import { DimensionSchema } from "./dimensions.ts";
import { INTERVALS, type Interval } from "./intervals.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import { MEASURE_NAMES, MEASURES } from "./measures.ts";
import { planSegments, type Segment, type Tier } from "./plan-segments.ts";
import { TimeRange } from "./time-range.ts";
import { UsageFilter } from "./usage-filter.ts";
import { wholeHourOffsets } from "./whole-hour-offsets.ts";

export const UsageQuestion = z.object({
  range: TimeRange,
  /** At most two; the keys of the rows. */
  groupBy: z.array(DimensionSchema).max(8).default([]),
  filters: z.array(UsageFilter).max(50).default([]),
});

export type UsageQuestion = z.infer<typeof UsageQuestion>;

export interface Buckets {
  readonly interval: Interval;
  /** IANA name. */
  readonly timeZone: string;
}

export interface UsageSource {
  /** A sub-select with columns k0.., bucket (UTC seconds) when asked for, and one per measure. Partial sums: sum again. */
  readonly sql: string;
  /** Which tables answer for which stretch of time. */
  readonly plan: readonly Segment[];
}

/** The one source of every sum on every page: roll-ups where they cover the question, spans + adjustments elsewhere. */
export function usageSource(question: UsageQuestion, binder: Binder, buckets?: Buckets): UsageSource {
  const dimensions = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  const plan = planSegments(question.range, dimensions, finestTier(question.range, buckets));
  const branches = plan.flatMap((segment) =>
    segment.source === "raw"
      ? [
          branch({ question, buckets, binder, segment, kind: "spans" }),
          branch({ question, buckets, binder, segment, kind: "adjustments" }),
        ]
      : [branch({ question, buckets, binder, segment, kind: "rollup" })],
  );
  return { sql: branches.join("\nUNION ALL\n"), plan };
}

function finestTier(range: TimeRange, buckets: Buckets | undefined): Tier {
  if (buckets === undefined) return "day";
  const { tier } = INTERVALS[buckets.interval];
  if (tier !== "day" || buckets.timeZone === "UTC") return tier;
  return wholeHourOffsets(range, buckets.timeZone) ? "hour" : "raw";
}

interface Branch {
  readonly question: UsageQuestion;
  readonly buckets: Buckets | undefined;
  readonly binder: Binder;
  readonly segment: Segment;
  readonly kind: TableKind;
}

function branch({ question, buckets, binder, segment, kind }: Branch): string {
  const keys = question.groupBy.map((dimension, index) => ({
    name: `k${index}`,
    sql: `toString(${dimensionExpression(dimension, kind, binder)})`,
  }));
  if (buckets !== undefined) keys.push({ name: "bucket", sql: bucketExpression(buckets, segment) });
  const columns = [
    ...keys.map((key) => `${key.sql} AS ${key.name}`),
    ...MEASURE_NAMES.map((name) => `${measureExpression(name, kind)} AS ${name}`),
  ];
  const attributes = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  const from = fromExpression(segment, kind, attributes.some(isAttributeDimension), binder);
  const groupBy = keys.length === 0 ? "" : ` GROUP BY ${keys.map((key) => key.name).join(", ")}`;
  return `SELECT ${columns.join(", ")} FROM ${from}${filterExpression(question.filters, kind, binder)}${groupBy}`;
}

function measureExpression(name: keyof typeof MEASURES, kind: TableKind): string {
  if (kind === "rollup") return MEASURES[name].rollup;
  return MEASURES[name].raw.replaceAll("SIGN", kind === "spans" ? "toInt64(1)" : "toInt64(t.calls)");
}

function bucketExpression({ interval, timeZone }: Buckets, segment: Segment): string {
  const time = segment.source === "raw" ? "t.start_time" : segment.source.endsWith("_daily") ? "u.day" : "u.hour";
  if (time === "u.day" && interval === "day") return "toUnixTimestamp(toDateTime(u.day, 'UTC'))";
  const start = INTERVALS[interval].start.replaceAll("TIME", time === "u.day" ? "toDateTime(u.day, 'UTC')" : time);
  return `toUnixTimestamp(${start.replaceAll("{tz: String}", `'${checkedZone(timeZone)}'`)})`;
}

/** Time zone functions want a literal; only names of the IANA database pass. */
function checkedZone(timeZone: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(timeZone)) throw new RangeError(`"${timeZone}" is not a time zone`);
  return timeZone;
}

function fromExpression(segment: Segment, kind: TableKind, attributes: boolean, binder: Binder): string {
  if (kind === "rollup") {
    const [column, type] = segment.source.endsWith("_daily") ? ["u.day", "Date"] : ["u.hour", "DateTime('UTC')"];
    const bound = (ms: number) =>
      type === "Date"
        ? binder.bind(type, new Date(ms).toISOString().slice(0, 10))
        : binder.bind(type, Math.round(ms / 1000));
    return `${segment.source} AS u WHERE u.project = {project: String} AND ${column} >= ${bound(segment.fromMs)} AND ${column} < ${bound(segment.toMs)}`;
  }
  const within = timeCondition(segment, binder);
  const where = `WHERE t.project = {project: String} AND ${within("t")}`;
  if (kind === "spans") return `spans AS t ${where} AND t.booked = 1 AND t.role != 'none'`;
  if (!attributes) return `adjustments AS t ${where}`;
  return `adjustments AS t LEFT JOIN (
    SELECT x.writer AS writer, x.seq AS seq, x.attributes AS attributes FROM spans AS x
    WHERE x.project = {project: String} AND ${within("x")} AND (x.writer, x.seq) IN (
      SELECT y.writer, y.seq FROM adjustments AS y WHERE y.project = {project: String} AND ${within("y")})
  ) AS s ON s.writer = t.writer AND s.seq = t.seq ${where}`;
}

function timeCondition(segment: Segment, binder: Binder): (table: string) => string {
  const from = binder.bind("Int64", BigInt(segment.fromMs) * 1_000_000n);
  const to = binder.bind("Int64", BigInt(segment.toMs) * 1_000_000n);
  return (table) =>
    `${table}.start_time >= fromUnixTimestamp64Nano(${from}, 'UTC') AND ${table}.start_time < fromUnixTimestamp64Nano(${to}, 'UTC')`;
}
