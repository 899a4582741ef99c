import { committedValue, type ContentField, type SpanContentRow } from "@spanledger/clickhouse";
import { commitField, commitText } from "@spanledger/ledger";
import type { RecordedSpan } from "../process/processor.ts";

export interface CommittedContent {
  /** Members of the body's `c`, without the braces. */
  readonly digests: string;
  /** For the column `salts`. */
  readonly salts: string;
}

export interface ContentOf {
  readonly content: SpanContentRow | undefined;
  readonly token: () => string;
}

/** Commits to each text that the span has: its content, its user and its session; `CONTENT_FIELDS` says which is which. */
export function commitContent(span: RecordedSpan, { content, token }: ContentOf): CommittedContent {
  const commitments = new Commitments(token);
  const { user, session } = span.booking.dimensions;
  // A line per column, in the order of the fields: a column that is read by a computed name costs as much as a hash.
  if (content !== undefined) {
    commitments.add("attrs", "other", content.other);
    commitments.add("error_msg", "status_message", content.status_message);
    commitments.add("input", "input_messages", content.input_messages);
    commitments.add("output", "output_messages", content.output_messages);
    commitments.add("retrieved", "documents", content.documents);
  }
  commitments.add("session_ref", "session_id", session);
  if (content !== undefined) {
    commitments.add("system_prompt", "system_instructions", content.system_instructions);
    commitments.add("tool_args", "tool_arguments", content.tool_arguments);
    commitments.add("tool_defs", "tool_definitions", content.tool_definitions);
    commitments.add("tool_result", "tool_result", content.tool_result);
  }
  commitments.add("user_ref", "user_id", user);
  return commitments;
}

class Commitments implements CommittedContent {
  digests = "";
  salts = "";
  readonly #token: () => string;

  constructor(token: () => string) {
    this.#token = token;
  }

  add(field: ContentField, column: string, text: string): void {
    if (text === "") return;
    const salt = this.#token();
    const value = committedValue(text, column);
    const digest =
      typeof value === "string" ? commitText(field, value, salt) : commitField({ name: field, value, salt }).digest;
    this.digests += `${this.digests === "" ? "" : ","}"${field}":"${digest}"`;
    this.salts += `${this.salts === "" ? "" : ";"}${field}=${salt}`;
  }
}
