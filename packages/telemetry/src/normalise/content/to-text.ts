import type { AttributeValue } from "../../span.ts";

/** A value as text: strings as they are, structures as JSON, bytes as base64. */
export function toText(value: AttributeValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value === null ? "" : JSON.stringify(value, replace);
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
