import { z } from "zod";
import { bucketStarts } from "../registry/bucket-starts.ts";
import { createBinder } from "../registry/create-binder.ts";
import { histogramSource } from "../registry/histogram-source.ts";
import { INTERVAL_NAMES } from "../registry/intervals.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import { LatencyParams } from "./latency.ts";

export const LatencyOverTimeParams = LatencyParams.extend({
  interval: z.enum(INTERVAL_NAMES),
  /** IANA name; days, weeks and months are this zone's. */
  timeZone: z.string().default("UTC"),
});

export interface LatencyBucket {
  /** UTC ms. */
  readonly startMs: number;
  /** Calls by place: place p holds times of 0.1 ms * 2^(p/8) up to 2^((p+1)/8). Empty where nothing was called. */
  readonly histogram: readonly { readonly place: number; readonly calls: number }[];
}

const Row = z.object({
  bucket: z.coerce.number(),
  places: z.array(z.number()),
  counts: z.array(z.coerce.number()),
});

/** The histogram of every bucket that touches the range. */
export async function latencyOverTime(
  reader: ProjectReader,
  input: z.input<typeof LatencyOverTimeParams>,
): Promise<LatencyBucket[]> {
  const { range, filters, kind, interval, timeZone } = LatencyOverTimeParams.parse(input);
  const starts = bucketStarts(range, interval, timeZone);
  const binder = createBinder();
  const question = { range, filters, groupBy: [] };
  const source = histogramSource({ kind, question, binder, buckets: { interval, timeZone } });
  const rows = await reader.query({
    name: `latencyOverTime ${kind}`,
    sql: `
SELECT h.bucket AS bucket, groupArray(h.place) AS places, groupArray(h.calls) AS counts
FROM (
  SELECT q.bucket AS bucket, q.place AS place, sum(q.calls) AS calls FROM (${source}) AS q
  GROUP BY bucket, place HAVING calls > 0 ORDER BY bucket, place
) AS h
GROUP BY bucket
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  const found = new Map(rows.map(({ bucket, places, counts }) => [bucket * 1000, { places, counts }]));
  return [...new Set([...starts, ...found.keys()])]
    .sort((a, b) => a - b)
    .map((startMs) => {
      const { places = [], counts = [] } = found.get(startMs) ?? {};
      return { startMs, histogram: places.map((place, index) => ({ place, calls: counts[index] ?? 0 })) };
    });
}
