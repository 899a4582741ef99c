import type { Binder } from "./create-binder.ts";
import { type Buckets, finestTier } from "./finest-tier.ts";
import { measureSource, type MeasureQuestion, type MeasureSet } from "./measure-source.ts";
import { planTiers } from "./plan-tiers.ts";
import { rollupTiers } from "./rollup-tiers.ts";

/** How long the whole call took, or until its first token. */
export type HistogramKind = "duration" | "ttft";

export interface HistogramRequest {
  readonly kind: HistogramKind;
  readonly question: MeasureQuestion;
  readonly binder: Binder;
  readonly buckets?: Buckets | undefined;
}

/**
 * A sub-select with columns k0.., place, bucket when asked for, and calls (signed partial counts: sum again). Place p holds
 * times of 100 us * 2^(p/8) up to 2^((p+1)/8), whichever table answers: the same percentile on every page.
 */
export function histogramSource({ kind, question, binder, buckets }: HistogramRequest): string {
  const dimensions = [...question.groupBy, ...question.filters.map((filter) => filter.dimension)];
  const plan = planTiers(question.range, rollupTiers("latency", dimensions), finestTier(question.range, buckets));
  return measureSource({ question, set: SETS[kind], plan, binder, buckets });
}

const SETS = { duration: histogramSet("duration"), ttft: histogramSet("ttft") } as const;

function histogramSet(kind: HistogramKind): MeasureSet {
  const place = `toUInt8(least(255, floor(log2(greatest(t.${kind}_ns / 1000, 100) / 100) * 8)))`;
  return {
    measures: { calls: { rollup: "sum(counted)", raw: "sum(SIGN)" } },
    key: {
      name: "place",
      rollup: "place",
      unfold: ` ARRAY JOIN mapKeys(u.${kind}_histogram) AS place, mapValues(u.${kind}_histogram) AS counted`,
      spans: place,
      adjustments: place,
    },
    ...(kind === "ttft" ? { rawFilter: " AND t.ttft_ns > 0" } : {}),
  };
}
