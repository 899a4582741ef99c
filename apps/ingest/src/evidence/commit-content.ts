import { committedValue, CONTENT_FIELDS, type SpanContentRow } from "@spanledger/clickhouse";
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

/** Commits to each text that the span has: its content, its user and its session. */
export function commitContent(span: RecordedSpan, { content, token }: ContentOf): CommittedContent {
  let digests = "";
  let salts = "";
  for (const { field, column } of CONTENT_FIELDS) {
    const text = textOf(column, span, content);
    if (text === "") continue;
    const salt = token();
    const value = committedValue(text, column);
    const digest =
      typeof value === "string" ? commitText(field, value, salt) : commitField({ name: field, value, salt }).digest;
    digests += `${digests === "" ? "" : ","}"${field}":"${digest}"`;
    salts += `${salts === "" ? "" : ";"}${field}=${salt}`;
  }
  return { digests, salts };
}

function textOf(
  column: (typeof CONTENT_FIELDS)[number]["column"],
  span: RecordedSpan,
  content: SpanContentRow | undefined,
): string {
  if (column === "user_id") return span.booking.dimensions.user;
  if (column === "session_id") return span.booking.dimensions.session;
  return content?.[column] ?? "";
}
