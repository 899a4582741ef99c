import type { AttributeValue } from "../../span.ts";

/** A value as text: strings as they are, structures as JSON, bytes as base64. */
export function toText(value: AttributeValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value === null) return "";
  return isPlain(value, 0) ? JSON.stringify(value) : JSON.stringify(value, replace);
}

/** Whether JSON.stringify can do it alone, which is much faster. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (value instanceof Uint8Array || depth > 32) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  // Not by Object.values: it allocates a list for every object of a message.
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) if (!isPlain(fields[key], depth + 1)) return false;
  return true;
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
