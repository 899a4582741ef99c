import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const ForeignCacheHitsParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  limit: z.int().min(1).max(200).default(50),
});

export interface ForeignCacheHit {
  readonly traceId: string;
  readonly spanId: string;
  readonly startMs: number;
  /** Who called, and whose entry answered. */
  readonly tenant: string;
  readonly entryTenant: string;
  readonly feature: string;
  /** exact | semantic */
  readonly tier: string;
}

export interface ForeignCacheHits {
  readonly count: number;
  /** Newest first. */
  readonly hits: readonly ForeignCacheHit[];
}

const Row = z.object({
  found: z.coerce.number(),
  trace: z.string(),
  span: z.string(),
  start_ms: z.coerce.number(),
  tenant: z.string(),
  entry_tenant: z.string(),
  feature: z.string(),
  tier: z.string(),
});

/**
 * Calls that the cache entry of another tenant answered: one customer saw what was made for another. Judged by the caller
 * known now, which a correction may have found out; a call without a tenant proves nothing.
 */
export async function foreignCacheHits(
  reader: ProjectReader,
  input: z.input<typeof ForeignCacheHitsParams>,
): Promise<ForeignCacheHits> {
  const { range, filters, limit } = ForeignCacheHitsParams.parse(input);
  const binder = createBinder();
  const within = rawTimes([range], binder);
  const suspects = `FROM spans AS t WHERE t.project = {project: String} AND ${within("t")}
    AND if(cache_entry_tenant = '', 0, cache_entry_tenant != tenant) = 1 AND t.cache_tier != ''${filterExpression(filters, "spans", binder)}`;
  const rows = await reader.query({
    name: "foreignCacheHits",
    sql: `
SELECT count() OVER () AS found, lower(hex(q.trace_id)) AS trace, lower(hex(q.span_id)) AS span,
  toUnixTimestamp64Milli(q.start_time) AS start_ms, q.tenant AS tenant, q.entry_tenant AS entry_tenant, q.feature AS feature, q.tier AS tier
FROM (
  SELECT s.trace_id AS trace_id, s.span_id AS span_id, s.start_time AS start_time, toString(s.cache_entry_tenant) AS entry_tenant,
    toString(s.cache_tier) AS tier, if(a.found = 1, a.tenant, toString(s.tenant)) AS tenant,
    if(a.found = 1, a.feature, toString(s.feature)) AS feature, if(a.found = 1, a.calls = 1, s.booked = 1) AS counted
  FROM (SELECT t.trace_id AS trace_id, t.span_id AS span_id, t.start_time AS start_time, t.cache_entry_tenant AS cache_entry_tenant, t.cache_tier AS cache_tier, t.tenant AS tenant, t.feature AS feature, t.booked AS booked, t.writer AS writer, t.seq AS seq ${suspects}) AS s
  LEFT JOIN (
    SELECT x.writer AS writer, x.seq AS seq, 1 AS found, x.calls AS calls, toString(x.tenant) AS tenant, toString(x.feature) AS feature
    FROM adjustments AS x
    WHERE x.project = {project: String} AND ${within("x")} AND x.entry = 'book' AND x.cache_tier != ''
      AND (x.writer, x.seq) IN (SELECT t.writer, t.seq ${suspects})
    ORDER BY x.revision DESC LIMIT 1 BY x.writer, x.seq
  ) AS a ON a.writer = s.writer AND a.seq = s.seq
) AS q
WHERE q.counted AND q.tenant != '' AND q.tenant != q.entry_tenant
ORDER BY q.start_time DESC
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  const hits = rows.map((row) => ({
    traceId: row.trace,
    spanId: row.span,
    startMs: row.start_ms,
    tenant: row.tenant,
    entryTenant: row.entry_tenant,
    feature: row.feature,
    tier: row.tier,
  }));
  return { count: rows[0]?.found ?? 0, hits };
}
