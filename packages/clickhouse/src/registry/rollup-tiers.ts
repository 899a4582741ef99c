import { type Dimension, DIMENSIONS, type RollupFamily } from "./dimensions.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import type { RollupTiers } from "./plan-tiers.ts";

/** What is asked: latency histograms, or what caches gave. */
export type RollupSubject = "latency" | "cache";

interface Candidate {
  readonly has: (dimension: Dimension) => boolean;
  readonly tiers: RollupTiers;
}

const only =
  (...names: readonly Dimension[]) =>
  (dimension: Dimension) =>
    names.includes(dimension);

/** The smallest first. */
const CANDIDATES: Readonly<Record<RollupSubject, readonly Candidate[]>> = {
  latency: [
    { has: only("environment", "operation", "model"), tiers: { hourly: "latency_hourly", daily: "usage_daily" } },
    { has: inMainFamily, tiers: { hourly: "usage_hourly", daily: "usage_daily" } },
    { has: only("environment", "tenant"), tiers: { daily: "tenant_latency_daily" } },
  ],
  cache: [
    { has: inMainFamily, tiers: { hourly: "cache_hourly" } },
    { has: only("environment", "tenant", "feature"), tiers: { daily: "tenant_cache_daily" } },
  ],
};

/** The roll-ups of the subject that have all the dimensions; none, and the spans answer. */
export function rollupTiers(subject: RollupSubject, dimensions: readonly Dimension[]): RollupTiers {
  return CANDIDATES[subject].find(({ has }) => dimensions.every(has))?.tiers ?? {};
}

function inMainFamily(dimension: Dimension): boolean {
  if (isAttributeDimension(dimension)) return false;
  const families: readonly RollupFamily[] = DIMENSIONS[dimension].families;
  return families.includes("usage");
}
