import type { Content } from "../../call.ts";
import type { AttributeValue, SpanEvent } from "../../span.ts";
import { INDEXED_GROUPS } from "../classify-key.ts";
import type { Gathered } from "../gather.ts";
import { quoted } from "./quoted.ts";
import { toText } from "./to-text.ts";
import { withoutVectors } from "./without-vectors.ts";

interface Given {
  /** Keys that fields took. */
  readonly used: readonly string[];
  /** Fields that have a value. */
  readonly taken: readonly string[];
  /** What the fields keep. */
  readonly kept: Omit<Content, "other">;
  readonly events: readonly SpanEvent[];
}

type Member = readonly [string, AttributeValue];

/**
 * JSON object of the content that no field of its own took: other keys, large unknown text, events. Repetitions of what
 * is already kept, and second spellings of a list that a field has, are left out. "" when there is nothing.
 */
export function otherContent(gathered: Gathered, given: Given): string {
  const other: Member[] = [];
  const { list } = gathered.content;
  const { keys } = gathered.content.keyList;
  for (let position = 0; position < list.length; position++) {
    const key = keys[position] ?? "";
    const value = list[position] ?? null;
    if (value === "" || value === null || given.used.includes(key)) continue;
    if (typeof value !== "string") other.push([key, withoutVectors(value)]);
    else if (!isKept(given, gathered, value) && !other.some(([, text]) => text === value)) other.push([key, value]);
  }
  for (const [prefix, leaves] of gathered.indexed) {
    const field = INDEXED_GROUPS.get(prefix)?.field;
    if (given.used.includes(prefix) || (field !== undefined && given.taken.includes(field))) continue;
    for (const [key, value] of leaves) if (!key.endsWith(".vector")) other.push([prefix + key, value]);
  }
  if (given.events.length > 0) other.push(["events", given.events.map(eventOf)]);
  return other.length === 0 ? "" : jsonOf(other);
}

/** Whether a field keeps the text, as received or as stored. Compared one by one: a set would have to hash long texts. */
function isKept({ kept, used }: Given, { content }: Gathered, text: string): boolean {
  return (
    text === kept.inputMessages ||
    text === kept.outputMessages ||
    text === kept.systemInstructions ||
    text === kept.toolDefinitions ||
    text === kept.toolArguments ||
    text === kept.toolResult ||
    text === kept.documents ||
    text === kept.statusMessage ||
    used.some((key) => content.get(key) === text)
  );
}

/** Written member by member: the texts are long, and JSON.stringify looks at each character as if it had to be escaped. */
function jsonOf(members: readonly Member[]): string {
  // An object would put these in another order, or keep the later of two.
  if (members.some(([key]) => isPlaced(key))) return toText(Object.fromEntries(members));
  let json = "";
  for (const [key, value] of members) json += `${json === "" ? "{" : ","}${quoted(key)}:${memberOf(value)}`;
  return `${json}}`;
}

function isPlaced(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || key === "events";
}

function memberOf(value: AttributeValue): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint" || value instanceof Uint8Array) return quoted(toText(value));
  return typeof value === "object" && value !== null ? toText(value) : JSON.stringify(value);
}

function eventOf(event: SpanEvent): AttributeValue {
  return { name: event.name, time_unix_nano: String(event.timeNs), attributes: Object.fromEntries(event.attributes) };
}
