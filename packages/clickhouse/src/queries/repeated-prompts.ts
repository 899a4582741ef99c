import { z } from "zod";
import { contentSampleSource } from "../registry/content-sample.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

export const RepeatedPromptsParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** Spans whose content is looked into. */
  sampleSpans: z.int().min(10).max(100_000).default(6000),
  limit: z.int().min(1).max(1000).default(500),
});

export interface RepeatedPrompt {
  readonly feature: string;
  readonly model: string;
  /** Calls of the sample with this feature and model. */
  readonly calls: number;
  /** Those whose prompt the same tenant had sent to the same model within a day. */
  readonly repeats: number;
  /** What the repeats cost, USD. */
  readonly repeatsUsd: string;
  /** The newest repeat; zeros when there is none. */
  readonly sampleTraceId: string;
}

const Row = z.object({
  feature: z.string(),
  model: z.string(),
  calls: z.coerce.number(),
  repeats: z.coerce.number(),
  repeats_usd: z.string(),
  sample: z.string(),
});

/**
 * Prompts that were sent word for word before: what an exact response cache that keeps answers for a day would answer. Groups
 * without any are among them, since they say how big the sample was.
 */
export async function repeatedPrompts(
  reader: ProjectReader,
  input: z.input<typeof RepeatedPromptsParams>,
): Promise<RepeatedPrompt[]> {
  const { range, filters, sampleSpans, limit } = RepeatedPromptsParams.parse(input);
  const binder = createBinder();
  const prompt = "sipHash128(c.system_instructions, c.input_messages, c.tool_definitions)";
  const rows = await reader.query({
    name: "repeatedPrompts",
    sql: `
SELECT feature, model, count() AS calls, countIf(is_repeat) AS repeats, sumIf(total_cost, is_repeat) AS repeats_usd,
  lower(hex(argMaxIf(trace_id, start_time, is_repeat))) AS sample
FROM (
  SELECT q.feature AS feature, q.model AS model, q.total_cost AS total_cost, q.trace_id AS trace_id, q.start_time AS start_time,
    lagInFrame(q.start_time) OVER (PARTITION BY q.tenant, q.feature, q.provider, q.model, q.prompt ORDER BY q.start_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
    toUnixTimestamp64Nano(before) > 0 AND q.start_time < before + INTERVAL 1 DAY AS is_repeat
  FROM (${contentSampleSource({ range, filters, spans: sampleSpans }, { prompt }, binder)}) AS q
)
GROUP BY feature, model
ORDER BY repeats_usd DESC, feature, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  return rows.map(({ repeats_usd, sample, ...row }) => ({ ...row, repeatsUsd: repeats_usd, sampleTraceId: sample }));
}
