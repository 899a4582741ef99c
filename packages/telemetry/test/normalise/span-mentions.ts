import type { AttributeValue, Span } from "../../src/span.ts";

/**
 * Whether a number stands anywhere on the span, as an attribute or inside JSON text: an oracle for "the payload lets
 * one know" that is independent of the code under test.
 */
export function spanMentionsNumber(span: Span, wanted: number): boolean {
  const pattern = new RegExp(`:\\s*${wanted}\\b`);
  return [...span.attributes.values()].some((value) => mentions(value, wanted, pattern));
}

function mentions(value: AttributeValue, wanted: number, pattern: RegExp): boolean {
  if (typeof value === "number") return value === wanted;
  if (typeof value === "string") return value === String(wanted) || (/^[[{]/.test(value) && pattern.test(value));
  return typeof value === "object" && value !== null && pattern.test(JSON.stringify(value));
}

/** Whether a text is the value of an attribute whose key fits, or of a member of JSON text that fits. */
export function spanMentionsText(span: Span, key: RegExp, wanted: string): boolean {
  for (const [name, value] of span.attributes) {
    if (key.test(name) && (value === wanted || value === Number(wanted))) return true;
    if (typeof value !== "string" || !/(context|metadata|properties)$/i.test(name)) continue;
    const members = [...value.matchAll(/"([\w.]+)":"([^"\\]*)"/g)];
    if (members.some(([, member = "", text]) => key.test(member) && text === wanted)) return true;
  }
  return false;
}
