import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { MEASURES } from "../registry/measures.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { Lane, ProjectReader } from "../store/store.ts";

export interface SpendRow {
  /** Values of the group-by dimensions, in their order. */
  readonly keys: readonly string[];
  /** Exact decimal text in USD, or in the currency whose rates the question names. */
  readonly spend: string;
  readonly calls: number;
}

/** No more than is asked for: the engine takes its time over columns that nobody reads. */
const COUNTED = { cost_usd: MEASURES.cost_usd, calls: MEASURES.calls };
const MAX_GROUPS = 500_000;
const Row = z.object({ keys: z.array(z.string()), spend: z.string(), calls: z.coerce.number() });

/**
 * What each combination of values spent, all in one query: the counters of budgets. At most 500,000 groups, the
 * largest. A page asks on its own lane, so that it holds up no look-up of the ingest.
 */
export function spendByKeys(
  reader: ProjectReader,
  input: z.input<typeof UsageQuestion>,
  lane: Lane = "control",
): Promise<SpendRow[]> {
  const question = UsageQuestion.parse(input);
  const binder = createBinder();
  const source = usageSource({ ...question, measures: COUNTED }, binder);
  const keys = question.groupBy.map((_, index) => `q.k${index}`);
  return reader.query({
    name: "spendByKeys",
    lane,
    sql: `SELECT [${keys.join(", ")}]::Array(String) AS keys, toString(sum(q.cost_usd)) AS spend, sum(q.calls) AS calls
      FROM (${source.sql}) AS q ${keys.length === 0 ? "" : `GROUP BY ${keys.join(", ")}`}
      HAVING sum(q.cost_usd) != 0 OR sum(q.calls) != 0
      ORDER BY sum(q.cost_usd) DESC LIMIT ${MAX_GROUPS} ${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
}
