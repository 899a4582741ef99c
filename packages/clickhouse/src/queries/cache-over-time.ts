import { z } from "zod";
import { type CacheGain, CacheColumns, toCacheGain } from "../registry/cache-gain.ts";
import { CACHE_MEASURE_NAMES } from "../registry/cache-measures.ts";
import { cacheSource } from "../registry/cache-source.ts";
import { createBinder } from "../registry/create-binder.ts";
import { INTERVAL_NAMES } from "../registry/intervals.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { UsageQuestion } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const CacheOverTimeParams = UsageQuestion.omit({ groupBy: true }).extend({
  interval: z.enum(INTERVAL_NAMES),
  /** IANA name; days, weeks and months are this zone's. */
  timeZone: z.string().default("UTC"),
});

const Row = z.object({ ...CacheColumns, bucket: z.coerce.number() });

/** What caches gave per bucket, by the UTC ms at which it starts; a bucket without any cache is not there. */
export async function cacheOverTime(
  reader: ProjectReader,
  input: z.input<typeof CacheOverTimeParams>,
): Promise<ReadonlyMap<number, CacheGain>> {
  const { interval, timeZone, ...question } = CacheOverTimeParams.parse(input);
  const binder = createBinder();
  const source = cacheSource({ ...question, groupBy: [] }, binder, { interval, timeZone });
  const rows = await reader.query({
    name: "cacheOverTime",
    sql: `
SELECT q.bucket AS bucket, ${CACHE_MEASURE_NAMES.map((name) => `sum(q.${name}) AS ${name}`).join(", ")}
FROM (${source}) AS q
GROUP BY bucket
ORDER BY bucket
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return new Map(rows.map(({ bucket, ...row }) => [bucket * 1000, toCacheGain(row)]));
}
