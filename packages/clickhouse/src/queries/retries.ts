import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { filterExpression } from "../registry/filter-expression.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { sampleWindow } from "./sample-window.ts";

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
  /** Those after which the call was tried again. */
  readonly retried: number;
  /** Those of the retried where a later try succeeded. */
  readonly recovered: number;
}

export interface Retries {
  readonly rates: readonly RetryRate[];
  /** The part of the range that was looked at. */
  readonly sampled: TimeRange;
}

const Row = z.object({
  provider: z.string(),
  code: z.string(),
  failed: z.coerce.number(),
  retried: z.coerce.number(),
  recovered: z.coerce.number(),
});

/**
 * What became of failed calls. No convention marks a retry, so it is seen: after the failure the same prompt is called again
 * under the same parent span. Where more than one of these calls succeeds it is a series of calls and not one call retried.
 */
export async function retries(reader: ProjectReader, input: z.input<typeof RetriesParams>): Promise<Retries> {
  const { range, filters, sampleCalls } = RetriesParams.parse(input);
  const sampled = await sampleWindow(reader, range, sampleCalls);
  const binder = createBinder();
  const within = rawTimes([sampled], binder);
  const rates = await reader.query({
    name: "retries",
    sql: `
SELECT f.provider AS provider, f.code AS code, count() AS failed, countIf(f.later > 0) AS retried, countIf(f.succeeded > 0) AS recovered
FROM (
  SELECT e.provider AS provider, e.code AS code, e.writer AS writer, e.seq AS seq,
    countIf(c.status != 'error') AS answers,
    if(answers > 1, 0, countIf(c.start_time > e.start_time)) AS later, if(answers > 1, 0, countIf(c.start_time > e.start_time AND c.status != 'error')) AS succeeded
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
