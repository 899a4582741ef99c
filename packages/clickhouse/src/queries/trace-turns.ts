import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export const TraceTurnsParams = z.object({
  /** 32 hex digits each. */
  traceIds: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(100),
});

/** What a trace was asked and answered: the first messages that went in and the last that came out, JSON as stored. */
export interface TraceTurn {
  readonly traceId: string;
  readonly asked: string;
  readonly answered: string;
}

const Row = z.object({ trace_hex: z.string(), asked: z.string(), answered: z.string() });

/** Prompts and answers: personal data. A trace without content is not in the answer. */
export async function traceTurns(reader: ProjectReader, input: z.input<typeof TraceTurnsParams>): Promise<TraceTurn[]> {
  const { traceIds } = TraceTurnsParams.parse(input);
  if (traceIds.length === 0) return [];
  const rows = await reader.query({
    name: "traceTurns",
    sql: `
SELECT lower(hex(c.trace_id)) AS trace_hex,
  argMinIf(c.input_messages, c.start_time, c.input_messages != '') AS asked,
  argMaxIf(c.output_messages, c.start_time, c.output_messages != '') AS answered
FROM span_content AS c
WHERE c.project = {project: String} AND c.trace_id IN arrayMap(id -> toFixedString(unhex(id), 16), {traces: Array(String)})
GROUP BY c.trace_id
HAVING asked != '' OR answered != ''
${QUERY_LIMITS}`,
    params: { traces: traceIds },
    schema: Row,
  });
  return rows.map(({ trace_hex, asked, answered }) => ({ traceId: trace_hex, asked, answered }));
}
