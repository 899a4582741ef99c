/**
 * Which field of a record commits to which text: a column of `span_content`, or of `spans` for the two references.
 * In the order of the names, which is the order in a body.
 */
export const CONTENT_FIELDS = [
  { field: "attrs", table: "span_content", column: "other" },
  { field: "error_msg", table: "span_content", column: "status_message" },
  { field: "input", table: "span_content", column: "input_messages" },
  { field: "output", table: "span_content", column: "output_messages" },
  { field: "retrieved", table: "span_content", column: "documents" },
  { field: "session_ref", table: "spans", column: "session_id" },
  { field: "system_prompt", table: "span_content", column: "system_instructions" },
  { field: "tool_args", table: "span_content", column: "tool_arguments" },
  { field: "tool_defs", table: "span_content", column: "tool_definitions" },
  { field: "tool_result", table: "span_content", column: "tool_result" },
  { field: "user_ref", table: "spans", column: "user_id" },
] as const satisfies readonly { field: string; table: "spans" | "span_content"; column: string }[];

export type ContentField = (typeof CONTENT_FIELDS)[number]["field"];
