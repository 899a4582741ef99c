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
    readonly used: ReadonlySet<string>;
    readonly taken: ReadonlySet<string>;
    readonly kept: readonly string[];
    readonly events: readonly SpanEvent[];
  },
): string {
  const kept = given.kept.filter((text) => text !== "");
  for (const key of given.used) {
    const value = gathered.content.get(key);
    if (typeof value === "string") kept.push(value);
  }
  const other: [string, AttributeValue][] = [];
  for (const [key, value] of gathered.content) {
    if (given.used.has(key) || value === "" || value === null || repeats(kept, value)) continue;
    if (typeof value === "string") kept.push(value);
    other.push([key, withoutVectors(value)]);
  }
  for (const [prefix, leaves] of gathered.indexed) {
    const field = INDEXED_GROUPS.get(prefix)?.field;
    if (given.used.has(prefix) || (field !== undefined && given.taken.has(field))) continue;
    for (const [key, value] of leaves) if (!key.endsWith(".vector")) other.push([prefix + key, value]);
  }
  if (given.events.length > 0) other.push(["events", given.events.map(eventOf)]);
  return other.length === 0 ? "" : toText(Object.fromEntries(other));
}

/** Compared one by one: hashing long texts for a set costs more than the few comparisons. */
function repeats(kept: readonly string[], value: AttributeValue): boolean {
  return typeof value === "string" && kept.some((text) => text.length === value.length && text === value);
}

function eventOf(event: SpanEvent): AttributeValue {
  return { name: event.name, time_unix_nano: String(event.timeNs), attributes: Object.fromEntries(event.attributes) };
}
