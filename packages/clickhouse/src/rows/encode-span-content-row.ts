import type { RowBinaryWriter } from "./row-binary-writer.ts";
import type { SpanContentRow } from "./span-content-row.ts";

/** Appends one row in the order of the column list. */
export function encodeSpanContentRow(writer: RowBinaryWriter, row: SpanContentRow): void {
  writer.symbol(row.project);
  writer.fixedHex(row.trace_id, 16);
  writer.fixedHex(row.span_id, 8);
  writer.bigint64(row.start_time);
  writer.string(row.input_messages);
  writer.string(row.output_messages);
  writer.string(row.system_instructions);
  writer.string(row.tool_definitions);
  writer.string(row.tool_arguments);
  writer.string(row.tool_result);
  writer.string(row.documents);
  writer.string(row.status_message);
  writer.string(row.other);
  writer.symbol(row.source);
  writer.bigint64(row.seq);
  writer.string(row.salts);
}
