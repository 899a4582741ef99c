import type { Binder } from "./create-binder.ts";
import type { DayRates } from "./day-rates.ts";
import { dimensionExpression, type TableKind } from "./dimension-expression.ts";
import type { Dimension } from "./dimensions.ts";
import { filterExpression } from "./filter-expression.ts";
import type { Buckets } from "./finest-tier.ts";
import { INTERVALS } from "./intervals.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import type { Segment } from "./plan-segments.ts";
import { rateExpression } from "./rate-expression.ts";
import { rawTimes } from "./raw-times.ts";
import { rollupTimes } from "./rollup-times.ts";
import type { TimeRange } from "./time-range.ts";
import type { UsageFilter } from "./usage-filter.ts";

/** What a source sums. `SIGN` stands for 1 (spans) or the row's +1, -1, 0; `* RATE` for nothing or the rate of its day. */
export interface MeasureSet {
  readonly measures: Readonly<Record<string, { readonly rollup: string; readonly raw: string }>>;
  /** A further key of every row, besides the dimensions. */
  readonly key?: SetKey;
  /** Keeps spans and adjustments `t` that the roll-ups are fed from; led by AND. */
  readonly rawFilter?: string;
  /** The roll-ups have no corrections, so that these are summed from their rows over the whole range. */
  readonly correctedApart?: boolean;
}

export interface SetKey {
  readonly name: string;
  readonly rollup: string;
  /** After the roll-up's name: ARRAY JOIN, or "". */
  readonly unfold: string;
  readonly spans: string;
  /** Over the adjustment `t` and its span `s`, when the set names columns of it. */
  readonly adjustments: string;
  readonly ofSpan?: readonly string[];
}

export interface MeasureQuestion {
  readonly range: TimeRange;
  readonly groupBy: readonly Dimension[];
  readonly filters: readonly UsageFilter[];
  readonly rates?: DayRates | undefined;
}

export interface MeasureRequest {
  readonly question: MeasureQuestion;
  readonly set: MeasureSet;
  readonly plan: readonly Segment[];
  readonly buckets?: Buckets | undefined;
  readonly binder: Binder;
}

/**
 * A sub-select with columns k0.., the set's own key, bucket (UTC seconds) when asked for, and one per measure. Partial sums:
 * sum again.
 */
export function measureSource(request: MeasureRequest): string {
  const { question, set, plan, binder } = request;
  const rateOf = question.rates === undefined ? undefined : rateExpression(question.rates, binder);
  const branches = [...new Set(plan.map((segment) => segment.source))].flatMap((source) => {
    const ranges = plan.filter((segment) => segment.source === source);
    const kinds: readonly TableKind[] =
      source !== "raw" ? ["rollup"] : set.correctedApart === true ? ["spans"] : ["spans", "adjustments"];
    return kinds.map((kind) => branch({ ...request, rateOf, source, ranges, kind }));
  });
  if (set.correctedApart === true)
    branches.push(branch({ ...request, rateOf, source: "raw", ranges: [question.range], kind: "adjustments" }));
  return branches.join("\nUNION ALL\n");
}

interface Branch extends MeasureRequest {
  /** The rate of a Date expression; undefined for US dollars. */
  readonly rateOf: ((day: string) => string) | undefined;
  readonly source: Segment["source"];
  /** The stretches of time that this table answers for. */
  readonly ranges: readonly TimeRange[];
  readonly kind: TableKind;
}

function branch(wanted: Branch): string {
  const { question, set, buckets, binder, source, kind } = wanted;
  const keys = question.groupBy.map((dimension, index) => ({
    name: `k${index}`,
    sql: `toString(${dimensionExpression(dimension, kind, binder)})`,
  }));
  if (set.key !== undefined) keys.push({ name: set.key.name, sql: set.key[kind] });
  if (buckets !== undefined) keys.push({ name: "bucket", sql: bucketExpression(buckets, source) });
  const columns = [
    ...keys.map((key) => `${key.sql} AS ${key.name}`),
    ...Object.entries(set.measures).map(([name, measure]) => `${measureExpression(measure, wanted)} AS ${name}`),
  ];
  const groupBy = keys.length === 0 ? "" : ` GROUP BY ${keys.map((key) => key.name).join(", ")}`;
  return `SELECT ${columns.join(", ")} FROM ${fromExpression(wanted)}${filterExpression(question.filters, kind, binder)}${groupBy}`;
}

function measureExpression(measure: { rollup: string; raw: string }, { kind, source, rateOf }: Branch): string {
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

function fromExpression({ question, set, binder, source, ranges, kind }: Branch): string {
  if (kind === "rollup")
    return `${source} AS u${set.key?.unfold ?? ""} WHERE u.project = {project: String} AND ${rollupTimes(source, ranges, binder)}`;
  const within = rawTimes(ranges, binder);
  const filter = set.rawFilter ?? "";
  const where = `WHERE t.project = {project: String} AND ${within("t")}${filter}`;
  if (kind === "spans") return `spans AS t ${where} AND t.booked = 1 AND t.role != 'none'`;
  const dimensions = [...question.groupBy, ...question.filters.map((one) => one.dimension)];
  const ofSpan = [...(dimensions.some(isAttributeDimension) ? ["attributes"] : []), ...(set.key?.ofSpan ?? [])];
  if (ofSpan.length === 0) return `adjustments AS t ${where}`;
  const columns = ["writer", "seq", ...ofSpan].map((name) => `x.${name} AS ${name}`).join(", ");
  return `adjustments AS t LEFT JOIN (
    SELECT ${columns} FROM spans AS x
    WHERE x.project = {project: String} AND ${within("x")} AND (x.writer, x.seq) IN (
      SELECT y.writer, y.seq FROM adjustments AS y WHERE y.project = {project: String} AND ${within("y")}${filter.replaceAll("t.", "y.")})
  ) AS s ON s.writer = t.writer AND s.seq = t.seq ${where}`;
}
