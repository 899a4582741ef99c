import { committedValue, CONTENT_FIELDS, parseSalts } from "@spanledger/clickhouse";
import { commitField, type JsonValue } from "@spanledger/ledger";
import type { ContentRow } from "./read-contents.ts";
import type { GivenOpening } from "./read-openings.ts";
import type { StoredSpan } from "./stored-record.ts";

const OVERSIGHT = "oversight.";

/** The disclosures that storage still allows for a record; null when there is none. */
export function openingsOf({
  kind,
  content,
  span,
  given,
}: {
  readonly kind: string;
  readonly content: ContentRow | undefined;
  readonly span: StoredSpan | null;
  readonly given: readonly GivenOpening[] | undefined;
}): Readonly<Record<string, string>> | null {
  const openings: Record<string, string> = {};
  for (const { field, salt, value } of given ?? []) {
    openings[field] = commitField({ name: field, value: JSON.parse(value) as JsonValue, salt }).disclosure;
  }
  for (const [name, salt] of parseSalts(content?.salts ?? "")) {
    const isOversight = name.startsWith(OVERSIGHT);
    if (isOversight !== (kind === "oversight")) continue;
    const field = isOversight ? name.slice(OVERSIGHT.length) : name;
    const value = isOversight ? reviewText(field, span) : contentText(field, content, span);
    if (value !== undefined) openings[field] = commitField({ name: field, value, salt }).disclosure;
  }
  return Object.keys(openings).length === 0 ? null : openings;
}

function reviewText(field: string, span: StoredSpan | null): string | undefined {
  return field === "reviewer_ref" ? span?.reviewer : span?.reviewComment;
}

function contentText(field: string, content: ContentRow | undefined, span: StoredSpan | null): JsonValue | undefined {
  const known = CONTENT_FIELDS.find((candidate) => candidate.field === field);
  if (known === undefined) return undefined;
  if (known.column === "user_id") return span?.userId;
  if (known.column === "session_id") return span?.sessionId;
  const text = content?.[known.column];
  return text === undefined ? undefined : committedValue(text, known.column);
}
