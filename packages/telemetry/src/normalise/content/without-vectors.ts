import type { AttributeValue } from "../../span.ts";

const MIN_VECTOR = 6;

/** Replaces embedding vectors by their length: `{ dimensions: 1536 }`. */
export function withoutVectors(value: AttributeValue): AttributeValue {
  if (Array.isArray(value)) {
    const isVector = value.length >= MIN_VECTOR && value.every((item) => typeof item === "number");
    return isVector ? { dimensions: value.length } : value.map(withoutVectors);
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutVectors(item as AttributeValue)]));
}
