import type { Binder } from "./create-binder.ts";
import { CACHE_MEASURES } from "./cache-measures.ts";
import { type Buckets, finestTier } from "./finest-tier.ts";
import { measureSource, type MeasureQuestion } from "./measure-source.ts";
import { planTiers } from "./plan-tiers.ts";
import { rollupTiers } from "./rollup-tiers.ts";

/** A sub-select with columns k0.., bucket when asked for, and one per cache measure. Partial sums: sum again. */
export function cacheSource(question: MeasureQuestion, binder: Binder, buckets?: Buckets): string {
  const dimensions = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  const plan = planTiers(question.range, rollupTiers("cache", dimensions), finestTier(question.range, buckets));
  return measureSource({ question, set: CACHE_MEASURES, plan, buckets, binder });
}
