import type { AttributeValue } from "../../span.ts";
import { text } from "./text.ts";

const PLACEHOLDERS = new Set(["null", "undefined", "none"]);
/** What scrubbing put in place of a value names nobody. */
const REDACTED = /^(?:\[(?:scrubbed|redacted|filtered|masked)\b[^\]]*\]|<redacted>|\*+)$/i;
const MARKS = "[<*";
const LONGEST_PLACEHOLDER = 9;
const MAX_LENGTH = 256;

/** A dimension's value: trimmed, at most 256 characters, never a placeholder such as "undefined". */
export function label(value: AttributeValue | undefined): string | undefined {
  if (typeof value === "boolean") return undefined;
  const found = text(value);
  if (found === undefined) return undefined;
  if (found.length <= LONGEST_PLACEHOLDER && PLACEHOLDERS.has(found.toLowerCase())) return undefined;
  if (MARKS.includes(found.charAt(0)) && REDACTED.test(found)) return undefined;
  return found.length > MAX_LENGTH ? found.slice(0, MAX_LENGTH) : found;
}
