import { z } from "zod";
import { contentSampleSource } from "../registry/content-sample.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import { type RepeatedPrompt, RepeatedPromptsParams } from "./repeated-prompts.ts";

export const NearDuplicatePromptsParams = RepeatedPromptsParams.extend({
  sampleSpans: z.int().min(10).max(10_000).default(1200),
  /** Bits of 64 in which the fingerprints of two prompts may differ. */
  maxBits: z.int().min(0).max(16).default(3),
});

const Row = z.object({
  feature: z.string(),
  model: z.string(),
  calls: z.coerce.number(),
  repeats: z.coerce.number(),
  repeats_usd: z.string(),
  sample: z.string(),
});

/** The words at the end of the messages, without the JSON around them: what is long before is the same for many. */
const WORDS = `arrayStringConcat(extractAll(right(c.input_messages, 3000), '"(?:content|text)"\\\\s*:\\\\s*"((?:[^"\\\\\\\\]|\\\\\\\\.)*)"'), ' ')`;

/** Prompts that are almost, not exactly, what the same tenant had sent to the same model before: what a semantic cache may answer. */
export async function nearDuplicatePrompts(
  reader: ProjectReader,
  input: z.input<typeof NearDuplicatePromptsParams>,
): Promise<RepeatedPrompt[]> {
  const { range, filters, sampleSpans, limit, maxBits } = NearDuplicatePromptsParams.parse(input);
  const binder = createBinder();
  const text = { prompt: "sipHash64(c.input_messages)", likeness: `ngramSimHashCaseInsensitiveUTF8(${WORDS})` };
  const rows = await reader.query({
    name: "nearDuplicatePrompts",
    sql: `
WITH sample AS (SELECT *, row_number() OVER (ORDER BY q.start_time, q.prompt) AS place FROM (${contentSampleSource({ range, filters, spans: sampleSpans }, text, binder)}) AS q)
SELECT p.feature AS feature, p.model AS model, count() AS calls, countIf(p.alike > 0 AND p.same = 0) AS repeats,
  sumIf(p.total_cost, p.alike > 0 AND p.same = 0) AS repeats_usd, lower(hex(argMaxIf(p.trace_id, p.start_time, p.alike > 0 AND p.same = 0))) AS sample
FROM (
  SELECT a.feature AS feature, a.model AS model, any(a.total_cost) AS total_cost, any(a.trace_id) AS trace_id, any(a.start_time) AS start_time,
    countIf(b.place < a.place AND b.prompt != a.prompt AND bitHammingDistance(a.likeness, b.likeness) <= {bits: UInt8}) AS alike,
    countIf(b.place < a.place AND b.prompt = a.prompt) AS same
  FROM sample AS a INNER JOIN sample AS b ON a.tenant = b.tenant AND a.feature = b.feature AND a.provider = b.provider AND a.model = b.model
  GROUP BY feature, model, a.place
) AS p
GROUP BY feature, model HAVING repeats > 0
ORDER BY repeats_usd DESC, feature, model
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, limit, bits: maxBits },
    schema: Row,
  });
  return rows.map(({ repeats_usd, sample, ...row }) => ({ ...row, repeatsUsd: repeats_usd, sampleTraceId: sample }));
}
