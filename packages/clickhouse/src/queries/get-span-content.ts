import { z } from "zod";
import { sameSchema } from "../calls/same-schema.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export const GetSpanContentParams = z.object({
  /** 32 hex digits. */
  traceId: z.string().regex(/^[0-9a-f]{32}$/i),
  /** 16 hex digits. */
  spanId: z.string().regex(/^[0-9a-f]{16}$/i),
});

/** Prompts, answers, tool data: personal data. JSON texts as stored, "" means absent. */
export interface SpanContent {
  readonly inputMessages: string;
  readonly outputMessages: string;
  readonly systemInstructions: string;
  readonly toolDefinitions: string;
  readonly toolArguments: string;
  readonly toolResult: string;
  readonly documents: string;
  readonly statusMessage: string;
  readonly other: string;
}

/** Content that came with the span goes before what log records of the same span brought. */
const merged = (column: string) => `argMaxIf(c.${column}, (c.source != 'log', c.seq), c.${column} != '') AS ${column}`;

const COLUMNS = [
  "input_messages",
  "output_messages",
  "system_instructions",
  "tool_definitions",
  "tool_arguments",
  "tool_result",
  "documents",
  "status_message",
  "other",
] as const;

const Row = z.object({
  rows: z.string().transform(Number),
  ...sameSchema(COLUMNS, z.string()),
});

/** What a span said and heard; undefined when none was stored or it was erased. */
export async function getSpanContent(
  reader: ProjectReader,
  input: z.input<typeof GetSpanContentParams>,
): Promise<SpanContent | undefined> {
  const { traceId, spanId } = GetSpanContentParams.parse(input);
  const [row] = await reader.query({
    name: "getSpanContent",
    sql: `
SELECT count() AS rows, ${COLUMNS.map(merged).join(", ")}
FROM span_content AS c
WHERE c.project = {project: String} AND c.trace_id = toFixedString(unhex({trace: String}), 16)
  AND c.span_id = toFixedString(unhex({span: String}), 8)
${QUERY_LIMITS}`,
    params: { trace: traceId, span: spanId },
    schema: Row,
  });
  if (row === undefined || row.rows === 0) return undefined;
  return {
    inputMessages: row.input_messages,
    outputMessages: row.output_messages,
    systemInstructions: row.system_instructions,
    toolDefinitions: row.tool_definitions,
    toolArguments: row.tool_arguments,
    toolResult: row.tool_result,
    documents: row.documents,
    statusMessage: row.status_message,
    other: row.other,
  };
}
