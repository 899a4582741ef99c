import { z } from "zod";
import { contentSampleSource } from "../registry/content-sample.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import { RepeatedPromptsParams } from "./repeated-prompts.ts";

export const StablePrefixesParams = RepeatedPromptsParams;

export interface StablePrefix {
  readonly feature: string;
  readonly promptName: string;
  readonly provider: string;
  readonly model: string;
  /** Characters from the beginning of system text and messages that were the same. */
  readonly characters: number;
  /** Calls of the sample that began so and neither read from nor wrote to the provider's cache. */
  readonly calls: number;
  /** Those that began within five minutes of the one before: they would have read. The others would have written. */
  readonly reads: number;
  readonly sampleTraceId: string;
}

/** About 1,024, 4,096 and 16,384 tokens. Providers cache no shorter prefixes. */
const LENGTHS = [4096, 16_384, 65_536] as const;

const Row = z.object({
  feature: z.string(),
  prompt_name: z.string(),
  provider: z.string(),
  model: z.string(),
  characters: z.coerce.number(),
  calls: z.coerce.number(),
  reads: z.coerce.number(),
  sample: z.string(),
});

/** Long beginnings that calls share and that the provider's prompt cache was not used for, each at its greatest length. */
export async function stablePrefixes(
  reader: ProjectReader,
  input: z.input<typeof StablePrefixesParams>,
): Promise<StablePrefix[]> {
  const { range, filters, sampleSpans, limit } = StablePrefixesParams.parse(input);
  const binder = createBinder();
  const whole = "concat(c.system_instructions, c.tool_definitions, c.input_messages)";
  const prefixes = `arrayMap(size -> if(length(${whole}) >= size, sipHash64(substring(${whole}, 1, size)), 0), [${LENGTHS.join(", ")}])`;
  const rows = await reader.query({
    name: "stablePrefixes",
    sql: `
SELECT r.feature AS feature, r.prompt_name AS prompt_name, r.provider AS provider, r.model AS model, r.characters AS characters,
  count() AS calls, countIf(r.is_read) AS reads, lower(hex(argMax(r.trace_id, r.start_time))) AS sample
FROM (
  SELECT q.feature AS feature, q.prompt_name AS prompt_name, q.provider AS provider, q.model AS model, q.trace_id AS trace_id, q.start_time AS start_time,
    size AS characters, prefix,
    lagInFrame(q.start_time) OVER (PARTITION BY q.feature, q.prompt_name, q.provider, q.model, characters, prefix ORDER BY q.start_time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
    toUnixTimestamp64Nano(before) > 0 AND q.start_time <= before + INTERVAL 5 MINUTE AS is_read
  FROM (${contentSampleSource({ range, filters, spans: sampleSpans }, { prefixes }, binder)}) AS q
  ARRAY JOIN q.prefixes AS prefix, [${LENGTHS.join(", ")}] AS size
  WHERE prefix != 0 AND q.cached_tokens = 0 AND q.prompt_tokens >= 1024
) AS r
GROUP BY feature, prompt_name, provider, model, characters
HAVING reads >= 3
ORDER BY characters * reads DESC
LIMIT 1 BY feature, prompt_name, provider, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Row,
  });
  return rows.map(({ prompt_name, sample, ...row }) => ({ ...row, promptName: prompt_name, sampleTraceId: sample }));
}
