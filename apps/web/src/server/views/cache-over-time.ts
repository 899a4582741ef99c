import {
  cacheOverTime as gainsOverTime,
  spendOverTime,
  type CacheGain,
  type ProjectReader,
} from "@spanledger/clickhouse";
import { hitRate, NO_GAIN, providerHitRate } from "#lib/cache/cache-facts.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

export interface CachePoint {
  readonly startMs: number;
  readonly endMs: number;
  readonly gain: CacheGain;
  /** null without calls: a gap, not a zero. */
  readonly exactRate: number | null;
  readonly semanticRate: number | null;
  readonly providerRate: number | null;
}

/** Hit rates and savings in the page's buckets. */
export async function cacheOverTime(reader: ProjectReader, question: ScopedQuestion): Promise<CachePoint[]> {
  const { current, filters, rates, range, timeZone } = question;
  const ask = { range: current, filters: [...filters], rates, interval: range.grain, timeZone };
  const [usage, gains] = await Promise.all([spendOverTime(reader, ask), gainsOverTime(reader, ask)]);
  const points = usage.series[0]?.points;
  return usage.buckets.map((startMs, index) => {
    const used = points?.[index];
    const gain = gains.get(startMs) ?? NO_GAIN;
    return {
      startMs: Math.max(startMs, current.fromMs),
      endMs: usage.buckets[index + 1] ?? Math.max(current.toMs, startMs + 1),
      gain,
      exactRate: used ? hitRate(gain.exactHits, used) : null,
      semanticRate: used ? hitRate(gain.semanticHits, used) : null,
      providerRate: used ? providerHitRate(used) : null,
    };
  });
}
