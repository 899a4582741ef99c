import { z } from "zod";
import { type CacheGain, CacheColumns, toCacheGain } from "../registry/cache-gain.ts";
import { CACHE_MEASURE_NAMES } from "../registry/cache-measures.ts";
import { cacheSource } from "../registry/cache-source.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { UsageQuestion } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const CacheGainsParams = UsageQuestion.extend({
  /** The groups with most calls that a cache had a part in. */
  limit: z.int().min(1).max(2000).default(500),
});

export interface CacheGainRow extends CacheGain {
  /** Values of the group-by dimensions, in their order. */
  readonly keys: readonly string[];
}

const Row = z.object({ ...CacheColumns, keys: z.array(z.string()) });
const NOTHING = CACHE_MEASURE_NAMES.map((name) => `${name} != 0`).join(" OR ");

/** What caches gave, per value of the dimensions; groups without any cache are not among them. */
export async function cacheGains(
  reader: ProjectReader,
  input: z.input<typeof CacheGainsParams>,
): Promise<CacheGainRow[]> {
  const { limit, ...question } = CacheGainsParams.parse(input);
  const binder = createBinder();
  const keys = question.groupBy.map((_, index) => `k${index}`);
  const rows = await reader.query({
    name: "cacheGains",
    sql: `
SELECT [${keys.join(", ")}]::Array(String) AS keys, ${CACHE_MEASURE_NAMES.map((name) => `sum(q.${name}) AS ${name}`).join(", ")}
FROM (${cacheSource(question, binder)}) AS q${keys.length === 0 ? "" : ` GROUP BY ${keys.join(", ")}`}
HAVING ${NOTHING}
ORDER BY exact_hits + semantic_hits + read_calls DESC, read_tokens + write_5m_tokens + write_1h_tokens DESC, keys
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  return rows.map(({ keys: own, ...row }) => ({ keys: own, ...toCacheGain(row) }));
}
