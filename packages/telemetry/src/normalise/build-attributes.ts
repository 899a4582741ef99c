import type { AttributeValue } from "../span.ts";
import { CANONICAL, DIMENSIONS_KEY } from "./canonical-attributes.ts";
import { toText } from "./content/to-text.ts";
import { type Gathered, isPlain } from "./gather.ts";
import type { Field } from "./precedence/index.ts";
import { truth } from "./parse/truth.ts";

/** Attributes for search and grouping, as text: no content; of a vector only its length. */
export function buildAttributes(gathered: Gathered): ReadonlyMap<string, string> {
  const { plain, vectorLength, evidence } = gathered;
  if (evidence.isExtended) {
    for (const [field, name] of CANONICAL) if (!plain.has(name)) add(gathered, field, name);
  } else {
    for (const { field, name, at } of evidence.plan.canonical) {
      if (at < 0 || !isPlain(evidence.at(at))) add(gathered, field, name);
    }
  }
  if (vectorLength > 0 && !plain.has(DIMENSIONS_KEY)) plain.set(DIMENSIONS_KEY, String(vectorLength));
  return plain;
}

function add({ evidence, plain }: Gathered, field: Field, name: string): void {
  const value = evidence.read(field, field === "stream" ? flag : short)?.value;
  if (value !== undefined) plain.set(name, value);
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
