import { z } from "zod";
import type { Binder } from "./create-binder.ts";
import { DayRates } from "./day-rates.ts";
import { DimensionSchema } from "./dimensions.ts";
import { type Buckets, finestTier } from "./finest-tier.ts";
import { measureSource } from "./measure-source.ts";
import { type MeasureDefinition, MEASURES } from "./measures.ts";
import { planSegments, type Segment } from "./plan-segments.ts";
import { TimeRange } from "./time-range.ts";
import { UsageFilter } from "./usage-filter.ts";

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
  return {
    sql: measureSource({ question, set: { measures: question.measures ?? MEASURES }, plan, buckets, binder }),
    plan,
  };
}
