import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { type HistogramKind, histogramSource } from "../registry/histogram-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const LatencyParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** The whole call, or until its first token. */
  kind: z.enum(["duration", "ttft"]).default("duration"),
});

/** From histograms, so within 4.4 %. */
export interface Percentiles {
  /** Calls that say how long it took. */
  readonly calls: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly meanMs: number;
}

export type Latency = Percentiles;

const Row = z.object({
  calls: z.coerce.number(),
  quantiles: z.array(z.coerce.number()),
  mean: z.coerce.number(),
});

/** How long calls take; null without calls. */
export async function latency(reader: ProjectReader, input: z.input<typeof LatencyParams>): Promise<Latency | null> {
  const { range, filters, kind } = LatencyParams.parse(input);
  const binder = createBinder();
  const source = histogramSource({ kind, question: { range, filters, groupBy: [] }, binder });
  const [row] = await reader.query({
    name: `latency ${kind satisfies HistogramKind}`,
    sql: `
SELECT sum(h.calls) AS calls, arrayMap(place -> 0.1 * exp2((place + 0.5) / 8), quantilesExactWeighted(0.5, 0.95, 0.99)(h.place, h.calls)) AS quantiles,
  sum(h.calls * 0.1 * exp2((h.place + 0.5) / 8)) / calls AS mean
FROM (SELECT q.place AS place, toUInt64(greatest(sum(q.calls), 0)) AS calls FROM (${source}) AS q GROUP BY place) AS h
HAVING calls > 0
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  if (row === undefined) return null;
  const [p50Ms = 0, p95Ms = 0, p99Ms = 0] = row.quantiles;
  return { calls: row.calls, p50Ms, p95Ms, p99Ms, meanMs: row.mean };
}
