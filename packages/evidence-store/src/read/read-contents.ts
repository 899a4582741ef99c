import { CONTENT_FIELDS, type ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";
import type { SpanRange } from "./read-spans.ts";

/** A row of `span_content` that has salts: texts by column. */
export type ContentRow = Readonly<Record<string, string>> & { readonly salts: string };

const COLUMNS = CONTENT_FIELDS.filter(({ table }) => table === "span_content").map(({ column }) => column);
const Row = z.record(z.string(), z.string());

/** What is left of the content of the records of a range, by trace, span and seq. */
export async function readContents(reader: ProjectReader, range: SpanRange): Promise<ReadonlyMap<string, ContentRow>> {
  const rows = await reader.query({
    name: "content of a log's records",
    sql: `SELECT concat(lower(hex(trace_id)), lower(hex(span_id)), ' ', toString(seq)) AS content_key, salts, ${COLUMNS.join(", ")}
      FROM span_content
      WHERE project = {project: String}
        AND start_time >= fromUnixTimestamp64Micro({firstUs: Int64}, 'UTC')
        AND start_time < fromUnixTimestamp64Micro({lastUs: Int64} + 1, 'UTC')
        AND salts != '' AND (trace_id, span_id) IN (
        SELECT trace_id, span_id FROM ledger_entries
        WHERE project = {project: String} AND log = {log: String} AND idx >= {from: UInt64} AND idx < {to: UInt64} AND writer != '')
      SETTINGS max_execution_time = 120, max_memory_usage = 4000000000`,
    params: { ...range },
    schema: Row,
  });
  return new Map(rows.map((row) => [row["content_key"] ?? "", { ...row, salts: row["salts"] ?? "" }]));
}
