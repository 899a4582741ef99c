import { type Dimension, DIMENSIONS, type RollupFamily } from "./dimensions.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import { planTiers } from "./plan-tiers.ts";
import type { TimeRange } from "./time-range.ts";

export type Tier = "raw" | "hour" | "day";
export type RollupTable = `${string}_${"hourly" | "daily"}`;

/** A stretch of time and the table that answers for it. Stretches of one plan meet and never overlap. */
export interface Segment extends TimeRange {
  readonly source: "raw" | RollupTable;
}

/**
 * Whole days and hours come from the roll-up that has all the dimensions, the edges from the spans and adjustments that
 * feed it. The sums are the same whatever the plan.
 */
export function planSegments(range: TimeRange, dimensions: readonly Dimension[], finest: Tier): Segment[] {
  const family = familyOf(dimensions);
  return planTiers(range, family === undefined ? {} : { hourly: `${family}_hourly`, daily: `${family}_daily` }, finest);
}

function familyOf(dimensions: readonly Dimension[]): RollupFamily | undefined {
  const families: readonly RollupFamily[] = ["usage", "tenant_usage"];
  return families.find((family) =>
    dimensions.every((dimension) => {
      if (isAttributeDimension(dimension)) return false;
      const has: readonly RollupFamily[] = DIMENSIONS[dimension].families;
      return has.includes(family);
    }),
  );
}
