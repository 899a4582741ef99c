import { z } from "zod";
import type { Binder } from "./create-binder.ts";
import { dimensionExpression, type TableKind } from "./dimension-expression.ts";
import { filterExpression } from "./filter-expression.ts";
import { DayRates } from "./day-rates.ts";
import { DimensionSchema } from "./dimensions.ts";
import { INTERVALS, type Interval } from "./intervals.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import { type MeasureDefinition, MEASURES } from "./measures.ts";
import { planSegments, type Segment, type Tier } from "./plan-segments.ts";
import { rateExpression } from "./rate-expression.ts";
import { TimeRange } from "./time-range.ts";
import { UsageFilter } from "./usage-filter.ts";
import { wholeHourOffsets } from "./whole-hour-offsets.ts";

export const UsageQuestion = z.object({
  range: TimeRange,
  /** At most two; the keys of the rows. */
  groupBy: z.array(DimensionSchema).max(8).default([]),
  filters: z.array(UsageFilter).max(50).default([]),
  /** Amounts in another currency, each row at the rate of its UTC day. Left out: US dollars. */
  rates: DayRates.optional(),
});

export type UsageQuestion = z.infer<typeof UsageQuestion>;

/** A question that may ask for columns of its own instead of the usual measures. */
type SourceQuestion = UsageQuestion & { readonly measures?: Readonly<Record<string, MeasureDefinition>> };

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
export function usageSource(question: SourceQuestion, binder: Binder, buckets?: Buckets): UsageSource {
  const dimensions = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  const plan = planSegments(question.range, dimensions, finestTier(question.range, buckets));
  const rateOf = question.rates === undefined ? undefined : rateExpression(question.rates, binder);
  const branches = [...new Set(plan.map((segment) => segment.source))].flatMap((source) => {
    const ranges = plan.filter((segment) => segment.source === source);
    const kinds: readonly TableKind[] = source === "raw" ? ["spans", "adjustments"] : ["rollup"];
    return kinds.map((kind) => branch({ question, buckets, binder, rateOf, source, ranges, kind }));
  });
  return { sql: branches.join("\nUNION ALL\n"), plan };
}

function finestTier(range: TimeRange, buckets: Buckets | undefined): Tier {
  if (buckets === undefined) return "day";
  const { tier } = INTERVALS[buckets.interval];
  if (tier !== "day" || buckets.timeZone === "UTC") return tier;
  return wholeHourOffsets(range, buckets.timeZone) ? "hour" : "raw";
}

interface Branch {
  readonly question: SourceQuestion;
  readonly buckets: Buckets | undefined;
  readonly binder: Binder;
  /** The rate of a Date expression; undefined for US dollars. */
  readonly rateOf: ((day: string) => string) | undefined;
  readonly source: Segment["source"];
  /** The stretches of time that this table answers for. */
  readonly ranges: readonly TimeRange[];
  readonly kind: TableKind;
}

function branch(wanted: Branch): string {
  const { question, buckets, binder, source, kind } = wanted;
  const keys = question.groupBy.map((dimension, index) => ({
    name: `k${index}`,
    sql: `toString(${dimensionExpression(dimension, kind, binder)})`,
  }));
  if (buckets !== undefined) keys.push({ name: "bucket", sql: bucketExpression(buckets, source) });
  const columns = [
    ...keys.map((key) => `${key.sql} AS ${key.name}`),
    ...Object.entries(question.measures ?? MEASURES).map(
      ([name, measure]) => `${measureExpression(measure, wanted)} AS ${name}`,
    ),
  ];
  const groupBy = keys.length === 0 ? "" : ` GROUP BY ${keys.map((key) => key.name).join(", ")}`;
  return `SELECT ${columns.join(", ")} FROM ${fromExpression(wanted)}${filterExpression(question.filters, kind, binder)}${groupBy}`;
}

function measureExpression(measure: MeasureDefinition, { kind, source, rateOf }: Branch): string {
  const rate = rateOf === undefined ? "" : ` * ${rateOf(dayExpression(source))}`;
  if (kind === "rollup") return measure.rollup.replaceAll(" * RATE", rate);
  const sign = kind === "spans" ? "toInt64(1)" : "toInt64(t.calls)";
  return measure.raw.replaceAll("SIGN", sign).replaceAll(" * RATE", rate);
}

/** The UTC day of a row. An adjustment has the start of the span that it corrects. */
function dayExpression(source: Segment["source"]): string {
  if (source === "raw") return "toDate(t.start_time, 'UTC')";
  return source.endsWith("_daily") ? "u.day" : "toDate(u.hour, 'UTC')";
}

function bucketExpression({ interval, timeZone }: Buckets, source: Segment["source"]): string {
  const isDaily = source.endsWith("_daily");
  if (isDaily && interval === "day") return "toUnixTimestamp(toDateTime(u.day, 'UTC'))";
  const time = source === "raw" ? "t.start_time" : isDaily ? "toDateTime(u.day, 'UTC')" : "u.hour";
  const start = INTERVALS[interval].start.replaceAll("TIME", time);
  return `toUnixTimestamp(${start.replaceAll("{tz: String}", `'${checkedZone(timeZone)}'`)})`;
}

/** Time zone functions want a literal; only names of the IANA database pass. */
function checkedZone(timeZone: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(timeZone)) throw new RangeError(`"${timeZone}" is not a time zone`);
  return timeZone;
}

function fromExpression({ question, binder, source, ranges, kind }: Branch): string {
  if (kind === "rollup")
    return `${source} AS u WHERE u.project = {project: String} AND ${rollupTimes(source, ranges, binder)}`;
  const within = rawTimes(ranges, binder);
  const where = `WHERE t.project = {project: String} AND ${within("t")}`;
  if (kind === "spans") return `spans AS t ${where} AND t.booked = 1 AND t.role != 'none'`;
  const dimensions = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  if (!dimensions.some(isAttributeDimension)) return `adjustments AS t ${where}`;
  return `adjustments AS t LEFT JOIN (
    SELECT x.writer AS writer, x.seq AS seq, x.attributes AS attributes FROM spans AS x
    WHERE x.project = {project: String} AND ${within("x")} AND (x.writer, x.seq) IN (
      SELECT y.writer, y.seq FROM adjustments AS y WHERE y.project = {project: String} AND ${within("y")})
  ) AS s ON s.writer = t.writer AND s.seq = t.seq ${where}`;
}

function rollupTimes(source: Segment["source"], ranges: readonly TimeRange[], binder: Binder): string {
  const bound = source.endsWith("_daily")
    ? (ms: number) => binder.bind("Date", new Date(ms).toISOString().slice(0, 10))
    : (ms: number) => `toDateTime(${binder.bind("Int64", ms / 1000)}, 'UTC')`;
  const column = source.endsWith("_daily") ? "u.day" : "u.hour";
  const conditions = ranges.map(({ fromMs, toMs }) => `(${column} >= ${bound(fromMs)} AND ${column} < ${bound(toMs)})`);
  return `(${conditions.join(" OR ")})`;
}

function rawTimes(ranges: readonly TimeRange[], binder: Binder): (table: string) => string {
  const time = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  const bounds = ranges.map(({ fromMs, toMs }) => ({ from: time(fromMs), to: time(toMs) }));
  return (table) =>
    `(${bounds.map(({ from, to }) => `(${table}.start_time >= ${from} AND ${table}.start_time < ${to})`).join(" OR ")})`;
}
