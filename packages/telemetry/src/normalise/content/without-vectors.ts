import type { AttributeValue } from "../../span.ts";

const MIN_VECTOR = 6;

/** Replaces embedding vectors by their length: `{ dimensions: 1536 }`. A value without any is returned as it is. */
export function withoutVectors(value: AttributeValue): AttributeValue {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) {
    const isVector = value.length >= MIN_VECTOR && value.every((item) => typeof item === "number");
    return isVector ? { dimensions: value.length } : mapped(value);
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, AttributeValue] => {
    const clean = withoutVectors(item as AttributeValue);
    changed ||= clean !== item;
    return [key, clean];
  });
  return changed ? Object.fromEntries(entries) : value;
}

function mapped(items: readonly AttributeValue[]): AttributeValue {
  const clean = items.map(withoutVectors);
  return clean.some((item, index) => item !== items[index]) ? clean : items;
}
