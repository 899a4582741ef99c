import type { Binder } from "./create-binder.ts";
import { filterExpression } from "./filter-expression.ts";
import { rawTimes } from "./raw-times.ts";
import type { TimeRange } from "./time-range.ts";
import type { UsageFilter } from "./usage-filter.ts";

export interface ContentSample {
  readonly range: TimeRange;
  readonly filters: readonly UsageFilter[];
  /** Spans whose content is read: those of the lowest trace ids, so that traces are whole and the disk is read in order. */
  readonly spans: number;
}

/**
 * A sub-select of model calls that no response cache answered, with `text` over their stored prompt (`c`): columns of `spans`
 * under their own names, plain_rate (USD per uncached prompt token, 0 when unknown) and the given ones.
 */
export function contentSampleSource(
  { range, filters, spans }: ContentSample,
  text: Readonly<Record<string, string>>,
  binder: Binder,
): string {
  const within = rawTimes([range], binder);
  const limit = binder.bind("UInt64", spans);
  const chosen = `FROM span_content AS c WHERE c.project = {project: String} AND ${within("c")}
    ORDER BY c.project, c.trace_id, c.span_id LIMIT ${limit}`;
  const extra = Object.entries(text);
  return `
SELECT t.trace_id AS trace_id, t.start_time AS start_time, toString(t.feature) AS feature, toString(t.tenant) AS tenant,
  toString(t.provider) AS provider, toString(if(t.request_model != '', t.request_model, t.response_model)) AS model,
  toString(t.prompt_name) AS prompt_name, t.total_cost AS total_cost, t.cost_status AS cost_status,
  toInt64(t.uncached_input_tokens + t.cache_read_tokens + t.cache_write_5m_tokens + t.cache_write_1h_tokens) AS prompt_tokens,
  t.cache_read_tokens + t.cache_write_5m_tokens + t.cache_write_1h_tokens AS cached_tokens,
  ${extra.map(([name]) => `w.${name} AS ${name}`).join(", ")}
FROM spans AS t
INNER JOIN (
  SELECT c.trace_id AS trace_id, c.span_id AS span_id, ${extra.map(([name, sql]) => `${sql} AS ${name}`).join(", ")} ${chosen}
) AS w ON w.trace_id = t.trace_id AND w.span_id = t.span_id
WHERE t.project = {project: String} AND ${within("t")} AND t.role = 'call' AND t.booked = 1 AND t.cache_tier = '' AND t.status != 'error'
  AND t.trace_id <= (SELECT max(m.trace_id) FROM (SELECT c.trace_id AS trace_id ${chosen}) AS m)${filterExpression(filters, "spans", binder)}`;
}
