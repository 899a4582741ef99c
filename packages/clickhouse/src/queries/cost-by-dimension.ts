import { z } from "zod";
import { addUsage } from "../registry/add-usage.ts";
import { createBinder } from "../registry/create-binder.ts";
import { MEASURE_NAMES } from "../registry/measures.ts";
import type { Segment } from "../registry/plan-segments.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { toUsage } from "../registry/to-usage.ts";
import { groupedUsage } from "../registry/grouped-usage.ts";
import { type Usage, UsageColumns } from "../registry/usage.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const CostByDimensionParams = UsageQuestion.extend({
  orderBy: z.enum(MEASURE_NAMES).default("cost_usd"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: z.int().min(1).max(1000).default(100),
  /** Rows to skip: nextOffset of the page before. */
  offset: z.int().min(0).default(0),
});

export interface CostRow extends Usage {
  /** Values of the group-by dimensions, in their order. "" is a call that does not say. */
  readonly keys: readonly string[];
}

export interface CostByDimension {
  readonly rows: readonly CostRow[];
  /** The groups that are not in rows, as one; null when there are none. total = rows + other. */
  readonly other: (Usage & { readonly groups: number }) | null;
  readonly total: Usage;
  /** Offset of the next page, null on the last. */
  readonly nextOffset: number | null;
  /** Which tables answered. */
  readonly plan: readonly Segment[];
}

const Row = z.object({
  ...UsageColumns,
  keys: z.array(z.string()),
  place: z.coerce.number(),
  group_count: z.coerce.number(),
});

/** Who and what spends it: sums per value of the dimensions, the rest as "other". */
export async function costByDimension(
  reader: ProjectReader,
  input: z.input<typeof CostByDimensionParams>,
): Promise<CostByDimension> {
  const params = CostByDimensionParams.parse(input);
  const binder = createBinder();
  const source = usageSource(params, binder);
  const keys = params.groupBy.map((_, index) => `k${index}`);
  const order = [`${params.orderBy} ${params.direction === "asc" ? "ASC" : "DESC"}`, ...keys].join(", ");
  const rows = await reader.query({
    name: "costByDimension",
    sql: rankedSql(groupedUsage(source.sql, keys), keys, order),
    params: { ...binder.params, first: params.offset, last: params.offset + params.limit },
    schema: Row,
  });
  return toAnswer(rows, params.offset + params.limit, source.plan);
}

/** Groups off the page fold into one row (place 0) of the same query, so that no insert comes between the two. */
function rankedSql(grouped: string, keys: readonly string[], order: string): string {
  return `
SELECT if(r.rank > {first: UInt64} AND r.rank <= {last: UInt64}, r.rank, 0) AS place,
  if(place = 0, [], [${keys.map((key) => `r.${key}`).join(", ")}]) AS keys,
  count() AS group_count, ${MEASURE_NAMES.map((name) => `sum(r.${name}) AS ${name}`).join(", ")}
FROM (SELECT *, row_number() OVER (ORDER BY ${order}) AS rank FROM (${grouped})) AS r
GROUP BY place, keys
ORDER BY place
${QUERY_LIMITS}`;
}

function toAnswer(found: readonly z.output<typeof Row>[], end: number, plan: readonly Segment[]): CostByDimension {
  const rows = found.filter((row) => row.place > 0).map((row) => ({ keys: row.keys, ...toUsage(row) }));
  const folded = found.find((row) => row.place === 0);
  const other = folded === undefined ? null : { groups: folded.group_count, ...toUsage(folded) };
  const groups = rows.length + (other?.groups ?? 0);
  const total = addUsage(other === null ? rows : [...rows, other]);
  return { rows, other, total, nextOffset: end < groups ? end : null, plan };
}
