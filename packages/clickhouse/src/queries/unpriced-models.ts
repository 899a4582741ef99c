import { z } from "zod";
import { CURRENT_STATE_SOURCE } from "../registry/current-state-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";

export const UnpricedModelsParams = z.object({ range: TimeRange, limit: z.int().min(1).max(1000).default(200) });

export interface UnpricedModel {
  readonly provider: string;
  /** "" when the calls name none. */
  readonly model: string;
  readonly reason: string;
  readonly calls: number;
  readonly tokens: number;
  readonly sampleTraceId: string;
}

const Row = z.object({
  provider: z.string(),
  model: z.string(),
  reason: z.string(),
  calls: z.string().transform(Number),
  tokens: z.string().transform(Number),
  sample: z.string(),
});

/** Models that have calls but no price, those with most calls first. */
export async function unpricedModels(
  reader: ProjectReader,
  input: z.input<typeof UnpricedModelsParams>,
): Promise<UnpricedModel[]> {
  const { range, limit } = UnpricedModelsParams.parse(input);
  const rows = await reader.query({
    name: "unpricedModels",
    sql: `
SELECT q.provider AS provider, q.model AS model, q.unpriced_reason AS reason, count() AS calls, sum(q.tokens) AS tokens,
  lower(hex(argMax(q.trace_id, q.start_time))) AS sample
FROM (${CURRENT_STATE_SOURCE}) AS q
WHERE q.counted AND q.cost_status = 'unpriced' AND q.billing_state != 'cached'
GROUP BY provider, model, reason
ORDER BY calls DESC, provider, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { from: BigInt(range.fromMs) * 1_000_000n, to: BigInt(range.toMs) * 1_000_000n, limit },
    schema: Row,
  });
  return rows.map(({ sample, ...row }) => ({ ...row, sampleTraceId: sample }));
}
