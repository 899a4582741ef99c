import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";
import { sampleWindow } from "./sample-window.ts";

export const UnpricedModelsParams = z.object({
  range: TimeRange,
  limit: z.int().min(1).max(1000).default(200),
  /** Looks back from the end of the range until about so many calls. */
  sampleCalls: z.int().min(100).max(5_000_000).default(250_000),
});

export interface UnpricedModel {
  readonly provider: string;
  /** "" when the calls name none. */
  readonly model: string;
  readonly reason: string;
  readonly calls: number;
  readonly tokens: number;
  readonly sampleTraceId: string;
}

interface UnpricedModels {
  /** Those with most calls first. */
  readonly models: readonly UnpricedModel[];
  /** The part of the range that was looked at. */
  readonly sampled: TimeRange;
}

const Row = z.object({
  provider: z.string(),
  model: z.string(),
  reason: z.string(),
  calls: z.string().transform(Number),
  tokens: z.string().transform(Number),
  sample: z.string(),
});

const SPANS: Rows = {
  table: "spans",
  calls: "toInt32(1)",
  revision: "toUInt32(0)",
  counted: " AND t.booked = 1 AND t.role != 'none'",
};
const CORRECTIONS: Rows = { table: "adjustments", calls: "toInt32(t.calls)", revision: "t.revision", counted: "" };

/** Models that have calls but no price. */
export async function unpricedModels(
  reader: ProjectReader,
  input: z.input<typeof UnpricedModelsParams>,
): Promise<UnpricedModels> {
  const { range, limit, sampleCalls } = UnpricedModelsParams.parse(input);
  const sampled = await sampleWindow(reader, range, sampleCalls);
  const rows = await reader.query({
    name: "unpricedModels",
    sql: `
SELECT c.provider AS provider, c.model AS model, c.reason AS reason, count() AS calls, sum(c.tokens) AS tokens,
  lower(hex(argMax(c.trace_id, c.start_time))) AS sample
FROM (
  SELECT any(q.provider) AS provider, any(q.model) AS model, argMax(q.reason, q.revision) AS reason, any(q.trace_id) AS trace_id,
    any(q.start_time) AS start_time, sum(q.tokens) AS tokens
  FROM (${unpriced(SPANS)}
  UNION ALL ${unpriced(CORRECTIONS)}) AS q
  GROUP BY q.writer, q.seq HAVING sum(q.calls) > 0
) AS c
GROUP BY provider, model, reason
ORDER BY calls DESC, provider, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { from: BigInt(sampled.fromMs) * 1_000_000n, to: BigInt(sampled.toMs) * 1_000_000n, limit },
    schema: Row,
  });
  return { models: rows.map(({ sample, ...row }) => ({ ...row, sampleTraceId: sample })), sampled };
}

interface Rows {
  readonly table: "spans" | "adjustments";
  readonly calls: string;
  readonly revision: string;
  readonly counted: string;
}

/**
 * What a correction takes out has the status and the amounts that were counted before: a row's sum says whether it has no
 * price now.
 */
function unpriced({ table, calls, revision, counted }: Rows): string {
  return `
  SELECT t.writer AS writer, t.seq AS seq, toString(t.provider) AS provider,
    toString(if(t.request_model != '', t.request_model, t.response_model)) AS model, toString(t.unpriced_reason) AS reason,
    t.trace_id AS trace_id, t.start_time AS start_time, ${revision} AS revision, ${calls} AS calls,
    toInt64(t.uncached_input_tokens) + toInt64(t.cache_read_tokens) + toInt64(t.cache_write_5m_tokens) + toInt64(t.cache_write_1h_tokens) + toInt64(t.output_tokens) AS tokens
  FROM ${table} AS t
  WHERE t.project = {project: String} AND t.cost_status = 'unpriced' AND t.billing_state != 'cached'${counted}
    AND t.start_time >= fromUnixTimestamp64Nano({from: Int64}, 'UTC') AND t.start_time < fromUnixTimestamp64Nano({to: Int64}, 'UTC')`;
}
