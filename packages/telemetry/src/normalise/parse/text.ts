import type { AttributeValue } from "../../span.ts";

/** Text of a scalar, trimmed, without one pair of JSON quotes; undefined when empty or not a scalar. */
export function text(value: AttributeValue | undefined): string | undefined {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return Number.isNaN(value) ? undefined : String(value);
  }
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  if (trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"')) return unquoted(trimmed);
  return trimmed === "" ? undefined : trimmed;
}

function unquoted(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1).replaceAll('\\"', '"').trim();
  return inner === "" ? undefined : inner;
}
