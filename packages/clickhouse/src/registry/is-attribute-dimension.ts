import type { AttributeDimension, Dimension } from "./dimensions.ts";

export function isAttributeDimension(dimension: Dimension): dimension is AttributeDimension {
  return dimension.startsWith("attr:");
}
