import { isLargeText } from "./content/other-content.ts";
import { toText } from "./content/to-text.ts";
import type { Gathered } from "./gather.ts";

const DIMENSIONS_KEY = "gen_ai.embeddings.dimension.count";

/** Attributes for search and grouping, as text: no content, no vectors. */
export function buildAttributes(gathered: Gathered): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [key, value] of gathered.plain) {
    if (!isLargeText(value) && value !== null) attributes.set(key, toText(value));
  }
  if (gathered.vectorLength > 0 && !attributes.has(DIMENSIONS_KEY)) attributes.set(DIMENSIONS_KEY, String(gathered.vectorLength));
  return attributes;
}
