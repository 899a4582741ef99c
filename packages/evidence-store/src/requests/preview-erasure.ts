import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";
import type { ErasureRequest } from "./request-erasure.ts";

const Count = z.string().transform(Number);
const Preview = z.object({
  spans: Count,
  /** Rows of content: prompts, answers, tool data. */
  contents: Count,
  /** Records of the logs whose content goes. */
  records: Count,
  /** Start of the first and the last span, UTC milliseconds; null without spans. */
  firstAtMs: Count.nullable(),
  lastAtMs: Count.nullable(),
  /** Holds in force that would stop it. */
  holds: Count,
});

/** What an erasure would take, counted now. */
export type ErasurePreview = z.infer<typeof Preview>;

const TEXTS = [
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

const CONDITIONS = {
  user: owned("user_id"),
  tenant: owned("tenant"),
  session: owned("session_id"),
  trace: "lower(hex(s.trace_id)) = {value: String}",
  text: `(s.trace_id, s.span_id) IN (SELECT trace_id, span_id FROM span_content WHERE project = {project: String}
      AND (${TEXTS.map((column) => `position(${column}, {value: String}) > 0`).join(" OR ")}))`,
} as const;

/** Counts what `requestErasure` of the same subject would take, and the holds that would stop it. Changes nothing. */
export async function previewErasure(
  reader: ProjectReader,
  { kind, value }: ErasureRequest["subject"],
): Promise<ErasurePreview> {
  const spans = `SELECT s.trace_id, s.span_id FROM spans AS s WHERE s.project = {project: String} AND ${CONDITIONS[kind]}`;
  const held = `SELECT id FROM holds WHERE project = {project: String} GROUP BY id
      HAVING argMax(deleted, version) = 0 AND (any(scope) = 'project' OR (any(scope) = {kind: String} AND any(scope_value) = {value: String}))`;
  const [found] = await reader.query({
    name: "what an erasure would take",
    sql: `SELECT toString(count()) AS spans,
        (SELECT toString(count()) FROM span_content WHERE project = {project: String} AND (trace_id, span_id) IN (${spans})) AS contents,
        (SELECT toString(count()) FROM ledger_entries WHERE project = {project: String} AND kind IN ('observation', 'oversight')
          AND writer != '' AND body != '' AND (trace_id, span_id) IN (${spans})) AS records,
        if(count() = 0, NULL, toString(toUnixTimestamp64Milli(toDateTime64(min(s.start_time), 3, 'UTC')))) AS firstAtMs,
        if(count() = 0, NULL, toString(toUnixTimestamp64Milli(toDateTime64(max(s.start_time), 3, 'UTC')))) AS lastAtMs,
        (SELECT toString(count()) FROM (${held})) AS holds
      FROM spans AS s WHERE s.project = {project: String} AND ${CONDITIONS[kind]}
      SETTINGS max_execution_time = 60, max_memory_usage = 4000000000`,
    params: { kind, value },
    schema: Preview,
  });
  return found ?? { spans: 0, contents: 0, records: 0, firstAtMs: null, lastAtMs: null, holds: 0 };
}

/** Who a span belongs to may have been found out later, from the rest of its trace. */
function owned(column: string): string {
  return `(s.${column} = {value: String} OR (s.writer, s.seq) IN (
      SELECT writer, seq FROM adjustments WHERE project = {project: String} AND ${column} = {value: String}))`;
}
