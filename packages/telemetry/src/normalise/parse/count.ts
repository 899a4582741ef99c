import type { AttributeValue } from "../../span.ts";

/** Four counts of this size still add up exactly. */
const MAX_COUNT = 2 ** 50;
const DECIMAL = /^\d{1,16}(?:\.0+)?$/;

/**
 * A token count: int64, double with integral value, decimal string, or `{ low, high }` (a long of JavaScript).
 * Negative, NaN, infinite and beyond 2^50 are no counts: undefined.
 */
export function count(value: AttributeValue | undefined): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= MAX_COUNT ? value : undefined;
  if (typeof value === "string") return DECIMAL.test(value.trim()) ? count(Number(value)) : undefined;
  if (typeof value === "bigint") return count(Number(value));
  return isLong(value) ? count(value.high * 2 ** 32 + (value.low >>> 0)) : undefined;
}

function isLong(value: AttributeValue | undefined): value is { readonly low: number; readonly high: number } {
  if (typeof value !== "object" || value === null || !("low" in value) || !("high" in value)) return false;
  return typeof value["low"] === "number" && typeof value["high"] === "number";
}
