import { cacheGains, latencyByDimension, type ProjectReader } from "@spanledger/clickhouse";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const GROUP_BY = ["feature", "model"] as const;
const GROUPS = 200;

/**
 * Milliseconds that response caches saved: each hit against the mean duration of the calls of the same feature and model that
 * no cache answered. null when a hit has none to compare with; what a provider's cache saves shows in the time to the first
 * token and is not known per call.
 */
export async function timeSaved(reader: ProjectReader, { current, filters }: ScopedQuestion): Promise<number | null> {
  const ask = { range: current, filters: [...filters], groupBy: [...GROUP_BY] };
  const gains = (await cacheGains(reader, { ...ask, limit: GROUPS })).filter(
    ({ exactHits, semanticHits }) => exactHits + semanticHits > 0,
  );
  if (gains.length === 0) return 0;
  const own = GROUP_BY.map((dimension, index) => ({
    dimension,
    op: "in" as const,
    values: [...new Set(gains.map(({ keys }) => keys[index] ?? ""))],
  }));
  const { rows } = await latencyByDimension(reader, { ...ask, filters: [...filters, ...own], limit: GROUPS });
  const durations = new Map(rows.map(({ keys, duration }) => [JSON.stringify(keys), duration]));
  let saved: number | null = null;
  for (const { keys, exactHits, semanticHits, hitMs } of gains) {
    const hits = exactHits + semanticHits;
    const duration = durations.get(JSON.stringify(keys));
    if (!duration || duration.calls <= hits) continue;
    const meanOfOthers = (duration.meanMs * duration.calls - hitMs) / (duration.calls - hits);
    saved = (saved ?? 0) + hits * meanOfOthers - hitMs;
  }
  return saved;
}
