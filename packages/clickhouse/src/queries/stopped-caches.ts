import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { MEASURES } from "../registry/measures.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const StoppedCachesParams = UsageQuestion.omit({ groupBy: true, rates: true }).extend({
  /** IANA name; days are this zone's. */
  timeZone: z.string().default("UTC"),
  limit: z.int().min(1).max(100).default(20),
});

export interface StoppedCache {
  readonly feature: string;
  readonly promptName: string;
  readonly provider: string;
  readonly model: string;
  /** Start of the last day on which the provider's cache was read, UTC ms. */
  readonly lastDayMs: number;
  /** Prompt tokens of the days up to then, and those of them that were read from the cache. */
  readonly promptTokensBefore: number;
  readonly readTokensBefore: number;
  /** Of the days since, of which none read from it. */
  readonly promptTokensAfter: number;
  readonly callsAfter: number;
  readonly daysAfter: number;
}

const NAMES = ["calls", "input_uncached_tokens", "cache_read_tokens", "cache_write_tokens"] as const;

const Row = z.object({
  feature: z.string(),
  prompt_name: z.string(),
  provider: z.string(),
  model: z.string(),
  last_day: z.coerce.number(),
  prompt_before: z.coerce.number(),
  read_before: z.coerce.number(),
  prompt_after: z.coerce.number(),
  calls_after: z.coerce.number(),
  days_after: z.coerce.number(),
});

/** Prompts that were read from the provider's cache until a day and not at all since, at least two days and 20 calls long. */
export async function stoppedCaches(
  reader: ProjectReader,
  input: z.input<typeof StoppedCachesParams>,
): Promise<StoppedCache[]> {
  const { range, filters, timeZone, limit } = StoppedCachesParams.parse(input);
  const binder = createBinder();
  const measures = Object.fromEntries(NAMES.map((name) => [name, MEASURES[name]]));
  const groupBy = ["feature", "prompt_name", "provider", "model"] as const;
  const question = { range, filters, groupBy: [...groupBy], measures };
  const source = usageSource(question, binder, { interval: "day", timeZone }).sql;
  const rows = await reader.query({
    name: "stoppedCaches",
    sql: `
SELECT d.k0 AS feature, d.k1 AS prompt_name, d.k2 AS provider, d.k3 AS model, any(d.last_day) AS last_day,
  sumIf(d.prompt, d.bucket <= d.last_day) AS prompt_before, sumIf(d.read, d.bucket <= d.last_day) AS read_before,
  sumIf(d.prompt, d.bucket > d.last_day) AS prompt_after, sumIf(d.calls, d.bucket > d.last_day) AS calls_after,
  countIf(d.bucket > d.last_day AND d.prompt > 0) AS days_after
FROM (
  SELECT *, maxIf(bucket, read > 0) OVER (PARTITION BY k0, k1, k2, k3) AS last_day FROM (
    SELECT k0, k1, k2, k3, bucket, sum(q.calls) AS calls, sum(q.cache_read_tokens) AS read,
      sum(q.input_uncached_tokens) + sum(q.cache_read_tokens) + sum(q.cache_write_tokens) AS prompt
    FROM (${source}) AS q GROUP BY k0, k1, k2, k3, bucket
  )
) AS d
WHERE d.last_day > 0
GROUP BY feature, prompt_name, provider, model
HAVING days_after >= 2 AND calls_after >= 20 AND read_before * 20 >= prompt_before
ORDER BY prompt_after * read_before / prompt_before DESC
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  return rows.map((row) => ({
    feature: row.feature,
    promptName: row.prompt_name,
    provider: row.provider,
    model: row.model,
    lastDayMs: row.last_day * 1000,
    promptTokensBefore: row.prompt_before,
    readTokensBefore: row.read_before,
    promptTokensAfter: row.prompt_after,
    callsAfter: row.calls_after,
    daysAfter: row.days_after,
  }));
}
