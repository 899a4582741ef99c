import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { type Dimension, DimensionSchema } from "../registry/dimensions.ts";
import { type HistogramKind, histogramSource } from "../registry/histogram-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { Usage } from "../registry/usage.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import type { Percentiles } from "./latency.ts";

export const LatencyByDimensionParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  groupBy: z.array(DimensionSchema).min(1).max(2),
  limit: z.int().min(1).max(200).default(50),
});

export interface LatencyRow {
  /** Values of the group-by dimensions, in their order. */
  readonly keys: readonly string[];
  readonly usage: Usage;
  /** null when none of the calls says how long it took. */
  readonly duration: Percentiles | null;
  /** null when none reports a first token. */
  readonly ttft: Percentiles | null;
}

export interface LatencyByDimension {
  /** Most calls first. */
  readonly rows: readonly LatencyRow[];
  /** Groups that are not listed. */
  readonly otherGroups: number;
}

const Row = z.object({
  keys: z.array(z.string()),
  calls: z.coerce.number(),
  quantiles: z.array(z.coerce.number()),
  mean: z.coerce.number(),
});

/** Who waits: percentiles per value of the dimensions, for the values with most calls. */
export async function latencyByDimension(
  reader: ProjectReader,
  input: z.input<typeof LatencyByDimensionParams>,
): Promise<LatencyByDimension> {
  const params = LatencyByDimensionParams.parse(input);
  const top = await costByDimension(reader, { ...params, orderBy: "calls" });
  const groups = top.rows.map(({ keys }) => keys);
  const [durations, firstTokens] = await Promise.all([
    percentilesOf(reader, "duration", { ...params, groups }),
    percentilesOf(reader, "ttft", { ...params, groups }),
  ]);
  const rows = top.rows.map(({ keys, ...usage }) => {
    const id = JSON.stringify(keys);
    return { keys, usage, duration: durations.get(id) ?? null, ttft: firstTokens.get(id) ?? null };
  });
  return { rows, otherGroups: top.other?.groups ?? 0 };
}

interface Wanted {
  readonly range: TimeRange;
  readonly filters: readonly UsageFilter[];
  readonly groupBy: readonly Dimension[];
  readonly groups: readonly (readonly string[])[];
}

/** Only of the listed groups: histograms of thousands of groups would cost more than everything else. */
async function percentilesOf(
  reader: ProjectReader,
  kind: HistogramKind,
  { range, filters, groupBy, groups }: Wanted,
): Promise<ReadonlyMap<string, Percentiles>> {
  if (groups.length === 0) return new Map();
  const listed = groupBy.map((dimension, index) => ({
    dimension,
    op: "in" as const,
    values: [...new Set(groups.map((keys) => keys[index] ?? ""))],
  }));
  const binder = createBinder();
  const source = histogramSource({ kind, question: { range, filters: [...filters, ...listed], groupBy }, binder });
  const keys = groupBy.map((_, index) => `k${index}`).join(", ");
  const rows = await reader.query({
    name: `latencyByDimension ${kind}`,
    sql: `
SELECT [${keys}] AS keys, sum(h.calls) AS calls,
  arrayMap(place -> 0.1 * exp2((place + 0.5) / 8), quantilesExactWeighted(0.5, 0.95, 0.99)(h.place, h.calls)) AS quantiles,
  sum(h.calls * 0.1 * exp2((h.place + 0.5) / 8)) / calls AS mean
FROM (SELECT ${keys}, q.place AS place, toUInt64(greatest(sum(q.calls), 0)) AS calls FROM (${source}) AS q GROUP BY ${keys}, place) AS h
GROUP BY ${keys}
HAVING calls > 0
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return new Map(
    rows.map(({ keys: own, calls, quantiles: [p50Ms = 0, p95Ms = 0, p99Ms = 0], mean }) => [
      JSON.stringify(own),
      { calls, p50Ms, p95Ms, p99Ms, meanMs: mean },
    ]),
  );
}
