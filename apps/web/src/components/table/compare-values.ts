import type { SortValue } from "./column.ts";

/** Order of two sort values of one kind. An unknown one is smaller than any known one, so it is last when the biggest come first. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en", { numeric: true });
  return a === b ? 0 : a < b ? -1 : 1;
}
