import { z } from "zod";
import { type Binder, createBinder } from "../registry/create-binder.ts";
import { dimensionExpression } from "../registry/dimension-expression.ts";
import { type Dimension, DIMENSIONS, DimensionSchema } from "../registry/dimensions.ts";
import { isAttributeDimension } from "../registry/is-attribute-dimension.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";

export const DimensionValuesParams = z.object({
  dimension: DimensionSchema,
  range: TimeRange,
  /** What was typed so far; upper and lower case are the same. */
  prefix: z.string().max(200).default(""),
  limit: z.int().min(1).max(200).default(20),
});

export interface DimensionValue {
  /** "" is a call that does not say. */
  readonly value: string;
  readonly calls: number;
}

/** Raw spans are searched this far back only; roll-ups answer for the whole range. */
const RAW_WINDOW_MS = 7 * 86_400_000;

const Row = z.object({ value: z.string(), calls: z.string().transform(Number) });

/** Suggestions for a filter: values that start with the text, those with most calls first. */
export async function dimensionValues(
  reader: ProjectReader,
  input: z.input<typeof DimensionValuesParams>,
): Promise<DimensionValue[]> {
  const { dimension, range, prefix, limit } = DimensionValuesParams.parse(input);
  const rollup = rollupOf(dimension);
  const binder = createBinder();
  const value = `toString(${dimensionExpression(dimension, rollup === undefined ? "spans" : "rollup", binder)})`;
  const from = rollup === undefined ? rawFrom(range, binder) : rollupFrom(rollup, range, binder);
  return reader.query({
    name: "dimensionValues",
    sql: `
SELECT ${value} AS value, ${rollup === undefined ? "count()" : "sum(u.calls)"} AS calls
FROM ${from} AND startsWith(lowerUTF8(${value}), lowerUTF8({prefix: String}))
GROUP BY value
ORDER BY calls DESC, value
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, prefix, limit },
    schema: Row,
  });
}

function rollupOf(dimension: Dimension): string | undefined {
  if (isAttributeDimension(dimension)) return undefined;
  const family = DIMENSIONS[dimension].families[0];
  return family === undefined ? undefined : `${family}_daily`;
}

function rollupFrom(table: string, { fromMs, toMs }: TimeRange, binder: Binder): string {
  const day = (ms: number) => binder.bind("Date", new Date(ms).toISOString().slice(0, 10));
  return `${table} AS u WHERE u.project = {project: String} AND u.day >= ${day(fromMs)} AND u.day <= ${day(toMs)}`;
}

function rawFrom({ fromMs, toMs }: TimeRange, binder: Binder): string {
  const ns = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  const from = Math.max(fromMs, toMs - RAW_WINDOW_MS);
  return `spans AS t WHERE t.project = {project: String} AND t.start_time >= ${ns(from)} AND t.start_time < ${ns(toMs)} AND t.role != 'none'`;
}
