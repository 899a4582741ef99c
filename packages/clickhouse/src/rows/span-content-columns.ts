import type { Column } from "./column.ts";

/** The columns of `span_content` in the order RowBinary is written. */
export const SPAN_CONTENT_COLUMNS: readonly Column[] = [
  { name: "project", type: "LowCardinality(String)" },
  { name: "trace_id", type: "FixedString(16)" },
  { name: "span_id", type: "FixedString(8)" },
  { name: "start_time", type: "DateTime64(9, 'UTC')" },
  { name: "input_messages", type: "String" },
  { name: "output_messages", type: "String" },
  { name: "system_instructions", type: "String" },
  { name: "tool_definitions", type: "String" },
  { name: "tool_arguments", type: "String" },
  { name: "tool_result", type: "String" },
  { name: "documents", type: "String" },
  { name: "status_message", type: "String" },
  { name: "other", type: "String" },
  { name: "source", type: "LowCardinality(String)" },
  { name: "seq", type: "UInt64" },
  { name: "salts", type: "String" },
];
