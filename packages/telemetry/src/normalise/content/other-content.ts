import type { AttributeValue, SpanEvent } from "../../span.ts";
import type { Gathered } from "../gather.ts";
import { toText } from "./to-text.ts";
import { withoutVectors } from "./without-vectors.ts";

const LARGE_TEXT = 1_024;

/** Whether a value of an unknown key is too large to be anything but content. */
export function isLargeText(value: AttributeValue): boolean {
  return typeof value === "string" && value.length > LARGE_TEXT;
}

/**
 * JSON object of the content that no field of its own took: other keys, large unknown text, events. Repetitions of what
 * is already kept are left out. "" when there is nothing.
 */
export function otherContent(
  gathered: Gathered,
  given: { readonly used: ReadonlySet<string>; readonly kept: readonly string[]; readonly events: readonly SpanEvent[] },
): string {
  const seen = new Set<AttributeValue>(given.kept.filter((text) => text !== ""));
  for (const key of given.used) {
    const value = gathered.content.get(key);
    if (value !== undefined) seen.add(value);
  }
  const other: [string, AttributeValue][] = [];
  for (const [key, value] of gathered.content) {
    if (given.used.has(key) || seen.has(value) || value === "" || value === null) continue;
    seen.add(value);
    other.push([key, withoutVectors(value)]);
  }
  for (const [key, value] of gathered.plain) if (isLargeText(value)) other.push([key, value]);
  for (const [prefix, leaves] of gathered.indexed) {
    if (given.used.has(prefix)) continue;
    for (const [key, value] of leaves) if (!key.endsWith(".vector")) other.push([prefix + key, value]);
  }
  if (given.events.length > 0) other.push(["events", given.events.map(eventOf)]);
  return other.length === 0 ? "" : toText(Object.fromEntries(other));
}

function eventOf(event: SpanEvent): AttributeValue {
  return { name: event.name, time_unix_nano: String(event.timeNs), attributes: Object.fromEntries(event.attributes) };
}
