import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const RetriesParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** Looks back from the end of the range until about so many calls. */
  sampleCalls: z.int().min(1000).max(5_000_000).default(500_000),
});

export interface RetryRate {
  readonly provider: string;
  readonly code: string;
  /** Failed calls looked at. */
  readonly failed: number;
  /** Those followed by another call of the same kind within the same parent span. */
  readonly retried: number;
  /** Those of the retried where a later try succeeded. */
  readonly recovered: number;
}

export interface Retries {
  readonly rates: readonly RetryRate[];
  /** The part of the range that was looked at. */
  readonly sampled: TimeRange;
}

const Start = z.object({ from_s: z.coerce.number() });
const Row = z.object({
  provider: z.string(),
  code: z.string(),
  failed: z.coerce.number(),
  retried: z.coerce.number(),
  recovered: z.coerce.number(),
});

/**
 * What became of failed calls. No convention marks a retry, so it is seen: after the failure another call of the same
 * provider and prompt begins under the same parent span.
 */
export async function retries(reader: ProjectReader, input: z.input<typeof RetriesParams>): Promise<Retries> {
  const { range, filters, sampleCalls } = RetriesParams.parse(input);
  const sampled = await sampleOf(reader, range, sampleCalls);
  const binder = createBinder();
  const within = rawTimes([sampled], binder);
  const rates = await reader.query({
    name: "retries",
    sql: `
SELECT f.provider AS provider, f.code AS code, count() AS failed, countIf(f.later > 0) AS retried, countIf(f.succeeded > 0) AS recovered
FROM (
  SELECT e.provider AS provider, e.code AS code, e.writer AS writer, e.seq AS seq,
    countIf(c.start_time > e.start_time) AS later, countIf(c.start_time > e.start_time AND c.status != 'error') AS succeeded
  FROM (
    SELECT t.provider AS provider, toString(t.error_type) AS code, t.prompt_name AS prompt_name, t.trace_id AS trace_id,
      t.parent_span_id AS parent_span_id, t.start_time AS start_time, t.writer AS writer, t.seq AS seq
    FROM spans AS t
    WHERE t.project = {project: String} AND ${within("t")} AND t.role = 'call' AND t.booked = 1 AND t.status = 'error'${filterExpression(filters, "spans", binder)}
  ) AS e
  LEFT JOIN (
    SELECT y.provider AS provider, y.prompt_name AS prompt_name, y.trace_id AS trace_id, y.parent_span_id AS parent_span_id,
      y.start_time AS start_time, y.status AS status
    FROM spans AS y
    WHERE y.project = {project: String} AND ${within("y")} AND y.role = 'call' AND y.booked = 1
      AND y.trace_id IN (SELECT x.trace_id FROM spans AS x WHERE x.project = {project: String} AND ${within("x")} AND x.role = 'call' AND x.status = 'error')
  ) AS c ON c.trace_id = e.trace_id AND c.parent_span_id = e.parent_span_id AND c.provider = e.provider AND c.prompt_name = e.prompt_name
  GROUP BY provider, code, writer, seq
) AS f
GROUP BY provider, code
ORDER BY failed DESC, provider, code
LIMIT 500
${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return { rates, sampled };
}

/** The end of the range that holds about `sampleCalls` calls. */
async function sampleOf(reader: ProjectReader, range: TimeRange, sampleCalls: number): Promise<TimeRange> {
  const [found] = await reader.query({
    name: "retries sample",
    sql: `
SELECT toUnixTimestamp(min(h.hour)) AS from_s FROM (
  SELECT g.hour AS hour, sum(g.calls) OVER (ORDER BY g.hour DESC) - g.calls AS newer
  FROM (
    SELECT u.hour AS hour, sum(u.calls) AS calls FROM latency_hourly AS u
    WHERE u.project = {project: String} AND u.hour >= toDateTime({from: Int64}, 'UTC') AND u.hour < toDateTime({to: Int64}, 'UTC')
    GROUP BY hour
  ) AS g
) AS h
WHERE h.newer < {calls: UInt64} HAVING count() > 0
${QUERY_LIMITS}`,
    params: {
      from: Math.floor(range.fromMs / 3_600_000) * 3600,
      to: Math.ceil(range.toMs / 1000),
      calls: sampleCalls,
    },
    schema: Start,
  });
  return { fromMs: Math.min(range.toMs, Math.max(range.fromMs, (found?.from_s ?? 0) * 1000)), toMs: range.toMs };
}
