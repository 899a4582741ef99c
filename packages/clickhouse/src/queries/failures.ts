import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { type Dimension, DIMENSIONS } from "../registry/dimensions.ts";
import { finestTier } from "../registry/finest-tier.ts";
import { isAttributeDimension } from "../registry/is-attribute-dimension.ts";
import { measureSource, type MeasureSet } from "../registry/measure-source.ts";
import { planTiers } from "../registry/plan-tiers.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const FailuresParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  limit: z.int().min(1).max(500).default(100),
});

export interface FailureCode {
  readonly provider: string;
  /** What the sender calls the error: a status code, an exception. "" when it does not say. */
  readonly code: string;
  readonly calls: number;
}

const SET: MeasureSet = {
  measures: { calls: { rollup: "sum(u.calls)", raw: "sum(SIGN)" } },
  key: {
    name: "code",
    rollup: "toString(u.error_type)",
    unfold: "",
    spans: "toString(t.error_type)",
    adjustments: "toString(s.error_type)",
    ofSpan: ["error_type"],
  },
  rawFilter: " AND t.status = 'error'",
  correctedApart: true,
};

const Row = z.object({ provider: z.string(), code: z.string(), calls: z.coerce.number() });

/** Failed calls by provider and code, the most frequent first; they add up to the errors of the totals. */
export async function failures(reader: ProjectReader, input: z.input<typeof FailuresParams>): Promise<FailureCode[]> {
  const { range, filters, limit } = FailuresParams.parse(input);
  const binder = createBinder();
  const dimensions = filters.map((filter) => filter.dimension);
  const tiers = dimensions.every(isCovered) ? ({ hourly: "failures_hourly" } as const) : {};
  const plan = planTiers(range, tiers, finestTier(range, undefined));
  const question = { range, filters, groupBy: ["provider"] as const };
  return reader.query({
    name: "failures",
    sql: `
SELECT q.k0 AS provider, q.code AS code, sum(q.calls) AS calls
FROM (${measureSource({ question, set: SET, plan, binder })}) AS q
GROUP BY provider, code HAVING calls != 0
ORDER BY calls DESC, provider, code
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
}

function isCovered(dimension: Dimension): boolean {
  return !isAttributeDimension(dimension) && DIMENSIONS[dimension].families.length > 0;
}
