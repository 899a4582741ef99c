import type { Binder } from "./create-binder.ts";
import { type Dimension, DIMENSIONS } from "./dimensions.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";

export type TableKind = "rollup" | "spans" | "adjustments";

/**
 * The SQL of a dimension. Tables are called `u` (roll-up) or `t` (spans, adjustments); an adjustment has no attributes, so
 * they come from its span, `s`.
 */
export function dimensionExpression(dimension: Dimension, kind: TableKind, binder: Binder): string {
  if (isAttributeDimension(dimension)) {
    const owner = kind === "adjustments" ? "s" : "t";
    return `${owner}.attributes[${binder.bind("String", dimension.slice("attr:".length))}]`;
  }
  const definition = DIMENSIONS[dimension];
  return kind === "rollup" ? `u.${definition.rollup}` : definition.raw;
}
