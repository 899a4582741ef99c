import { createHash } from "node:crypto";

/** Texts above this many UTF-16 units are committed to by their hash, inside the salted value: erasable like the text. */
const MAX_CHARS = 262_144;

/** What a commitment covers for the text of a column: the text itself, or a description of a very long one. */
export function committedValue(
  text: string,
  column: string,
): string | { readonly sha256: string; readonly bytes: number; readonly media_type: string; readonly ref: string } {
  if (text.length <= MAX_CHARS) return text;
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { sha256, bytes: Buffer.byteLength(text), media_type: "application/json", ref: `span_content.${column}` };
}
