import type { AttributeValue } from "../../span.ts";

const TRUE = new Set(["true", "True", "1", "hit", "HIT"]);
const FALSE = new Set(["false", "False", "0", "miss", "MISS", "bypass"]);

/** bool, int, or the usual spellings; undefined when it is neither. */
export function truth(value: AttributeValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (Array.isArray(value)) return truth(value[0]);
  if (typeof value !== "string") return undefined;
  return TRUE.has(value) ? true : FALSE.has(value) ? false : undefined;
}
