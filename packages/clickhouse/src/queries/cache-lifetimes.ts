import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { sampleWindow } from "./sample-window.ts";

export const CacheLifetimesParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** Looks back from the end of the range until about so many calls. */
  sampleCalls: z.int().min(1000).max(5_000_000).default(500_000),
  limit: z.int().min(1).max(100).default(50),
});

/** Token counts of calls that wrote to or read from the provider's cache. */
export interface CacheLifetime {
  readonly feature: string;
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly write5mTokens: number;
  /** Written for five minutes, 5 to 60 minutes after the session had used the cache: an hour would have kept them. */
  readonly rewrittenTokens: number;
  readonly write1hTokens: number;
  /** Read 5 to 60 minutes after the last use: five minutes would not have kept them. */
  readonly lateReadTokens: number;
}

export interface CacheLifetimes {
  readonly groups: readonly CacheLifetime[];
  readonly sampled: TimeRange;
}

const Row = z.object({
  feature: z.string(),
  provider: z.string(),
  model: z.string(),
  calls: z.coerce.number(),
  w5: z.coerce.number(),
  rewritten: z.coerce.number(),
  w1h: z.coerce.number(),
  late: z.coerce.number(),
});

/** How long after its last use each session came back to the provider's cache. Without a session it is the trace. */
export async function cacheLifetimes(
  reader: ProjectReader,
  input: z.input<typeof CacheLifetimesParams>,
): Promise<CacheLifetimes> {
  const { range, filters, sampleCalls, limit } = CacheLifetimesParams.parse(input);
  const sampled = await sampleWindow(reader, range, sampleCalls);
  const binder = createBinder();
  const groups = await reader.query({
    name: "cacheLifetimes",
    sql: `
SELECT g.feature AS feature, g.provider AS provider, g.model AS model, count() AS calls, sum(g.w5) AS w5, sumIf(g.w5, g.is_late) AS rewritten,
  sum(g.w1h) AS w1h, sumIf(g.r, g.is_late) AS late
FROM (
  SELECT toString(t.feature) AS feature, toString(t.provider) AS provider, toString(if(t.request_model != '', t.request_model, t.response_model)) AS model,
    toInt64(t.cache_write_5m_tokens) AS w5, toInt64(t.cache_write_1h_tokens) AS w1h, toInt64(t.cache_read_tokens) AS r,
    lagInFrame(t.start_time) OVER (
      PARTITION BY if(t.session_id != '', t.session_id, lower(hex(t.trace_id))), t.prompt_name, feature, provider, model
      ORDER BY t.start_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
    toUnixTimestamp64Nano(before) > 0 AND t.start_time > before + INTERVAL 5 MINUTE AND t.start_time <= before + INTERVAL 60 MINUTE AS is_late
  FROM spans AS t
  WHERE t.project = {project: String} AND ${rawTimes([sampled], binder)("t")} AND t.role = 'call' AND t.booked = 1 AND t.cache_tier = ''
    AND (t.cache_read_tokens != 0 OR t.cache_write_5m_tokens != 0 OR t.cache_write_1h_tokens != 0)${filterExpression(filters, "spans", binder)}
) AS g
GROUP BY feature, provider, model HAVING rewritten > 0 OR w1h > 0
ORDER BY rewritten + w1h DESC, feature, provider, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  return {
    sampled,
    groups: groups.map(({ w5, rewritten, w1h, late, ...group }) => ({
      ...group,
      write5mTokens: w5,
      rewrittenTokens: rewritten,
      write1hTokens: w1h,
      lateReadTokens: late,
    })),
  };
}
