import type { AttributeValue, SpanEvent } from "../../span.ts";
import { INDEXED_GROUPS } from "../classify-key.ts";
import type { Gathered } from "../gather.ts";
import { toText } from "./to-text.ts";
import { withoutVectors } from "./without-vectors.ts";

/**
 * JSON object of the content that no field of its own took: other keys, large unknown text, events. Repetitions of what
 * is already kept, and second spellings of a list that a field has, are left out. "" when there is nothing.
 */
export function otherContent(
  gathered: Gathered,
  given: {
    readonly used: readonly string[];
    readonly taken: readonly string[];
    readonly kept: readonly string[];
    readonly events: readonly SpanEvent[];
  },
): string {
  const other: [string, AttributeValue][] = [];
  let kept: string[] | undefined;
  gathered.content.forEach((value, key) => {
    if (given.used.includes(key) || value === "" || value === null) return;
    kept ??= textsSoFar(gathered, given);
    if (repeats(kept, value)) return;
    if (typeof value === "string") kept.push(value);
    other.push([key, withoutVectors(value)]);
  });
  for (const [prefix, leaves] of gathered.indexed) {
    const field = INDEXED_GROUPS.get(prefix)?.field;
    if (given.used.includes(prefix) || (field !== undefined && given.taken.includes(field))) continue;
    for (const [key, value] of leaves) if (!key.endsWith(".vector")) other.push([prefix + key, value]);
  }
  if (given.events.length > 0) other.push(["events", given.events.map(eventOf)]);
  return other.length === 0 ? "" : toText(Object.fromEntries(other));
}

/** What the fields keep already, as received and as stored. */
function textsSoFar(
  { content }: Gathered,
  { kept, used }: { readonly kept: readonly string[]; readonly used: readonly string[] },
): string[] {
  const texts = kept.filter((text) => text !== "");
  for (const key of used) {
    const value = content.get(key);
    if (typeof value === "string") texts.push(value);
  }
  return texts;
}

/** Compared one by one: hashing long texts for a set costs more than the few comparisons. */
function repeats(kept: readonly string[], value: AttributeValue): boolean {
  return typeof value === "string" && kept.some((text) => text.length === value.length && text === value);
}

function eventOf(event: SpanEvent): AttributeValue {
  return { name: event.name, time_unix_nano: String(event.timeNs), attributes: Object.fromEntries(event.attributes) };
}
