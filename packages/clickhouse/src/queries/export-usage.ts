import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import type { Dimension } from "../registry/dimensions.ts";
import { groupedUsage } from "../registry/grouped-usage.ts";
import { INTERVAL_NAMES } from "../registry/intervals.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { safeText } from "../registry/safe-text.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import { FILE_FORMAT_NAMES } from "../store/file-format.ts";
import type { ProjectReader } from "../store/store.ts";

export const ExportUsageParams = UsageQuestion.extend({
  format: z.enum(FILE_FORMAT_NAMES),
  /** Names the column of the amounts: those of the question's rates. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD"),
  /** One line per bucket and group instead of one per group. */
  interval: z.enum(INTERVAL_NAMES).optional(),
  /** IANA name; days, weeks and months are this zone's. */
  timeZone: z.string().default("UTC"),
});

const COUNTS = [
  "calls",
  "input_uncached_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
  "errors",
  "unpriced_calls",
  "no_usage_calls",
  "cached_calls",
] as const;

/** Every group, without a limit, as a file: the cost table or, with an interval, the chart. Amounts are exact; an unknown one is null. */
export async function exportUsage(
  reader: ProjectReader,
  input: z.input<typeof ExportUsageParams>,
): Promise<AsyncIterable<Uint8Array>> {
  const { format, currency, interval, timeZone, ...question } = ExportUsageParams.parse(input);
  const binder = createBinder();
  const source = usageSource(question, binder, interval && { interval, timeZone });
  const dimensions = question.groupBy.map((_, index) => `k${index}`);
  const keys = interval ? [...dimensions, "bucket"] : dimensions;
  const columns = [
    ...(interval ? ["toDateTime(g.bucket, 'UTC') AS start_utc"] : []),
    ...question.groupBy.map((dimension, index) => `${safeText(`g.k${index}`, format)} AS ${columnName(dimension)}`),
    `${knownCost("g")} AS cost_${currency.toLowerCase()}`,
    ...COUNTS.map((name) => `g.${name} AS ${name}`),
    `g.saved_usd AS saved_${currency.toLowerCase()}`,
    `g.reported_usd AS reported_${currency.toLowerCase()}`,
  ];
  const order = interval ? ["g.bucket", "g.cost_usd DESC"] : ["g.cost_usd DESC"];
  return reader.file({
    name: "exportUsage",
    sql: `
SELECT ${columns.join(", ")}
FROM (${groupedUsage(source.sql, keys)}) AS g
ORDER BY ${[...order, ...dimensions.map((key) => `g.${key}`)].join(", ")}
${QUERY_LIMITS}`,
    params: binder.params,
    format,
  });
}

/** null when no call of the group has a known cost. */
function knownCost(group: string): string {
  const unknown = `${group}.unpriced_calls + ${group}.no_usage_calls`;
  return `if(${unknown} > 0 AND ${group}.calls <= ${unknown} AND ${group}.cost_usd = 0, NULL, ${group}.cost_usd)`;
}

/** An attribute's key becomes the column's name as it is. */
function columnName(dimension: Dimension): string {
  return `\`${dimension
    .replace(/^attr:/, "")
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")}\``;
}
