import type { AttributeValue } from "../../span.ts";

/** Number of components of the (first) embedding vector in a value, without keeping it. */
export function vectorLength(value: AttributeValue): number {
  if (Array.isArray(value))
    return typeof value[0] === "string" || Array.isArray(value[0]) ? vectorLength(value[0]) : value.length;
  if (typeof value !== "string" || !value.trimStart().startsWith("[")) return 0;
  const end = value.indexOf("]");
  return end < 0 ? 0 : value.slice(0, end).split(",").length;
}
