import type { Gathered } from "./gather.ts";

const DIMENSIONS_KEY = "gen_ai.embeddings.dimension.count";

/** Attributes for search and grouping, as text: no content; of a vector only its length. */
export function buildAttributes(gathered: Gathered): ReadonlyMap<string, string> {
  const { plain, vectorLength } = gathered;
  if (vectorLength === 0 || plain.has(DIMENSIONS_KEY)) return plain;
  return new Map(plain).set(DIMENSIONS_KEY, String(vectorLength));
}
