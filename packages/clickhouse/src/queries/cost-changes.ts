import { z } from "zod";
import { BUCKET_MEASURES } from "../registry/bucket-measures.ts";
import { createBinder } from "../registry/create-binder.ts";
import { DimensionSchema } from "../registry/dimensions.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageColumns } from "../registry/usage.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const CostChangesParams = UsageQuestion.extend({
  previous: TimeRange,
  /** What each group is split by further, e.g. the model. */
  mixBy: DimensionSchema,
  /** Groups, those that changed most first. */
  limit: z.int().min(1).max(50).default(8),
});

/** Tokens of one kind and what they cost, USD decimal text or the currency of the rates. */
export interface BucketCost {
  readonly tokens: number;
  readonly cost: string;
}

/** One part of a group in one period. */
export interface CostParts {
  readonly calls: number;
  readonly unpricedCalls: number;
  readonly noUsageCalls: number;
  readonly costUsd: string;
  readonly input: BucketCost;
  readonly cacheRead: BucketCost;
  readonly cacheWrite: BucketCost;
  readonly output: BucketCost;
}

export interface CostChange {
  /** Values of the group-by dimensions. */
  readonly keys: readonly string[];
  /** Per value of `mixBy`; null where the period has no call. */
  readonly parts: readonly {
    readonly mix: string;
    readonly before: CostParts | null;
    readonly after: CostParts | null;
  }[];
}

const NAMES = Object.keys(BUCKET_MEASURES) as (keyof typeof BUCKET_MEASURES)[];
const decimal = UsageColumns.cost_usd;

const Row = z.object({
  keys: z.array(z.string()),
  mix: z.string(),
  is_after: z.number(),
  calls: UsageColumns.calls,
  unpriced_calls: UsageColumns.unpriced_calls,
  no_usage_calls: UsageColumns.no_usage_calls,
  input_uncached_tokens: UsageColumns.input_uncached_tokens,
  cache_read_tokens: UsageColumns.cache_read_tokens,
  cache_write_tokens: UsageColumns.cache_write_tokens,
  output_tokens: UsageColumns.output_tokens,
  input_cost: decimal,
  cache_read_cost: decimal,
  cache_write_cost: decimal,
  output_cost: decimal,
  cost_usd: decimal,
});

/** The groups whose spend changed most, in either direction, with what the change is made of. One query: both periods of one moment. */
export async function costChanges(
  reader: ProjectReader,
  input: z.input<typeof CostChangesParams>,
): Promise<CostChange[]> {
  const { range, previous, mixBy, limit, ...question } = CostChangesParams.parse(input);
  const binder = createBinder();
  const ask = { ...question, groupBy: [...question.groupBy, mixBy], measures: BUCKET_MEASURES };
  const rows = await reader.query({
    name: "costChanges",
    sql: changesSql({
      after: usageSource({ ...ask, range }, binder).sql,
      before: usageSource({ ...ask, range: previous }, binder).sql,
      keys: question.groupBy.map((_, index) => `k${index}`),
    }),
    params: { ...binder.params, limit },
    schema: Row,
  });
  return toChanges(rows);
}

function changesSql({ after, before, keys }: { after: string; before: string; keys: readonly string[] }): string {
  const mix = `k${keys.length}`;
  const columns = NAMES.map((name) => `sum(q.${name}) AS ${name}`).join(", ");
  const group = [...keys, mix].map((key) => `q.${key} AS ${key}`).join(", ");
  const period = (isAfter: 0 | 1, source: string) =>
    `SELECT toUInt8(${isAfter}) AS is_after, ${group}, ${columns} FROM (${source}) AS q GROUP BY ${[...keys, mix].join(", ")}`;
  const partition = keys.length === 0 ? "" : `PARTITION BY ${keys.map((key) => `p.${key}`).join(", ")}`;
  const tie = keys.map((key) => `, c.${key}`).join("");
  return `
SELECT [${keys.map((key) => `r.${key}`).join(", ")}] AS keys, r.${mix} AS mix, r.is_after AS is_after,
  ${NAMES.map((name) => `r.${name} AS ${name}`).join(", ")}
FROM (
  SELECT *, dense_rank() OVER (ORDER BY abs(c.change) DESC${tie}) AS place
  FROM (
    SELECT *, sum(if(p.is_after = 1, p.cost_usd, -p.cost_usd)) OVER (${partition}) AS change
    FROM (${period(1, after)} UNION ALL ${period(0, before)}) AS p
  ) AS c WHERE c.change != 0
) AS r
WHERE r.place <= {limit: UInt64}
ORDER BY r.place, r.${mix}
${QUERY_LIMITS}`;
}

function toChanges(rows: readonly z.output<typeof Row>[]): CostChange[] {
  const groups = new Map<string, { keys: readonly string[]; parts: Map<string, CostChange["parts"][number]> }>();
  for (const row of rows) {
    const id = JSON.stringify(row.keys);
    const group = groups.get(id) ?? { keys: row.keys, parts: new Map() };
    const part = group.parts.get(row.mix) ?? { mix: row.mix, before: null, after: null };
    group.parts.set(row.mix, { ...part, [row.is_after === 1 ? "after" : "before"]: toParts(row) });
    groups.set(id, group);
  }
  return [...groups.values()].map(({ keys, parts }) => ({ keys, parts: [...parts.values()] }));
}

function toParts(row: z.output<typeof Row>): CostParts {
  return {
    calls: row.calls,
    unpricedCalls: row.unpriced_calls,
    noUsageCalls: row.no_usage_calls,
    costUsd: row.cost_usd,
    input: { tokens: row.input_uncached_tokens, cost: row.input_cost },
    cacheRead: { tokens: row.cache_read_tokens, cost: row.cache_read_cost },
    cacheWrite: { tokens: row.cache_write_tokens, cost: row.cache_write_cost },
    output: { tokens: row.output_tokens, cost: row.output_cost },
  };
}
