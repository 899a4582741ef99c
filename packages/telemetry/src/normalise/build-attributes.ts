import type { AttributeValue } from "../span.ts";
import { CANONICAL, DIMENSIONS_KEY } from "./canonical-attributes.ts";
import { toText } from "./content/to-text.ts";
import type { Gathered } from "./gather.ts";
import { truth } from "./parse/truth.ts";

/** Attributes for search and grouping, as text: no content; of a vector only its length. */
export function buildAttributes(gathered: Gathered): ReadonlyMap<string, string> {
  const { plain, vectorLength, evidence } = gathered;
  for (const [field, name] of evidence.isExtended ? CANONICAL : evidence.plan.canonical) {
    if (!evidence.has(field) || plain.has(name)) continue;
    const value = evidence.read(field, field === "stream" ? flag : short)?.value;
    if (value !== undefined) plain.set(name, value);
  }
  if (vectorLength > 0 && !plain.has(DIMENSIONS_KEY)) plain.set(DIMENSIONS_KEY, String(vectorLength));
  return plain;
}

const MAX_LENGTH = 1_024;

function short(value: AttributeValue | undefined): string | undefined {
  const text = value === undefined || value === null ? "" : toText(value);
  return text === "" || text.length > MAX_LENGTH ? undefined : text;
}

function flag(value: AttributeValue | undefined): string | undefined {
  const found = truth(value);
  return found === undefined ? undefined : String(found);
}
