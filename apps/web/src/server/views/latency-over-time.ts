import { latencyOverTime as histograms, type LatencyBucket, type ProjectReader } from "@spanledger/clickhouse";
import { percentileOf } from "#lib/latency/percentile-of.ts";
import { PLACES_PER_BAND } from "#lib/latency/band-edge.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

export interface LatencyPoint {
  readonly startMs: number;
  readonly endMs: number;
  readonly calls: number;
  /** null without calls: a gap, not a zero. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** How many calls of a bucket took how long, in bands of a factor of about 1.4. */
export interface HeatColumn {
  readonly startMs: number;
  readonly endMs: number;
  readonly bands: readonly { readonly band: number; readonly calls: number }[];
}

export interface LatencyOverTime {
  readonly points: readonly LatencyPoint[];
  readonly heat: readonly HeatColumn[];
}

const DAY_MS = 86_400_000;
const HOURLY_UP_TO_MS = 8 * DAY_MS;
/** Filters on these are not in the hourly histograms: the hours of a week would be read from every span. */
const DAILY_ONLY: ReadonlySet<string> = new Set(["tenant"]);

/** Percentiles in the page's buckets and a heatmap, finer where the roll-ups have hours. */
export async function latencyOverTime(
  reader: ProjectReader,
  question: ScopedQuestion,
  kind: "duration" | "ttft",
): Promise<LatencyOverTime> {
  const { current, filters, timeZone, range } = question;
  const ask = { range: current, filters: [...filters], timeZone, kind };
  const isFiner =
    range.grain === "day" &&
    current.toMs - current.fromMs <= HOURLY_UP_TO_MS &&
    !filters.some(({ dimension }) => DAILY_ONLY.has(dimension));
  const [coarse, fine] = await Promise.all([
    histograms(reader, { ...ask, interval: range.grain }),
    isFiner ? histograms(reader, { ...ask, interval: "hour" }) : undefined,
  ]);
  const ends = (buckets: readonly LatencyBucket[], index: number) => buckets[index + 1]?.startMs ?? current.toMs;
  return {
    points: coarse.map(({ startMs, histogram }, index) => ({
      startMs: Math.max(startMs, current.fromMs),
      endMs: ends(coarse, index),
      calls: histogram.reduce((sum, { calls }) => sum + calls, 0),
      p50Ms: percentileOf(histogram, 0.5),
      p95Ms: percentileOf(histogram, 0.95),
      p99Ms: percentileOf(histogram, 0.99),
    })),
    heat: (fine ?? coarse).map(({ startMs, histogram }, index) => ({
      startMs,
      endMs: ends(fine ?? coarse, index),
      bands: toBands(histogram),
    })),
  };
}

function toBands(histogram: LatencyBucket["histogram"]): HeatColumn["bands"] {
  const bands = new Map<number, number>();
  for (const { place, calls } of histogram) {
    const band = Math.floor(place / PLACES_PER_BAND);
    bands.set(band, (bands.get(band) ?? 0) + calls);
  }
  return [...bands].map(([band, calls]) => ({ band, calls })).sort((a, b) => a.band - b.band);
}
