import { type Slot, slotOptions } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import { genericIdentitySlot } from "./generic-identity.ts";
import { FIELD_INDEX } from "./fields.ts";
import { CONTENT_ORDER } from "./precedence/content-order.ts";
import { SLOTS } from "./slots.ts";

/** `indexed`: one leaf of a list spread over keys (`llm.input_messages.0.message.role`). */
export type KeyKind = "plain" | "content" | "vector" | "indexed";

export interface KeyClass {
  readonly kind: KeyKind;
  readonly slots: readonly Slot[];
  /** Prefix of the list, with its dot; "" unless indexed. */
  readonly group: string;
}

const REMEMBERED_KEYS = 20_000;
const UNIT_PREFIX = "spanledger.usage.";
const VECTOR = /^ai\.embeddings?$|\.embedding\.vector$|^(gen_ai|llm)\..*\.embeddings?$|\.embedding$/;
const CONTENT_WORD =
  /(^|[._:-])(input|output|inputs|outputs|prompt|prompts|completion|completions|messages?|contents?|text|body|query|question|answer|arguments|args|result|results|instructions?|documents?|template|variables|stacktrace|headers)$/;
const PROMPT_VARIABLE =
  /^(gen_ai\.prompt\.variable|traceloop\.prompt\.template_variables|llm\.prompt_template\.(template|variables))|\.langfusePrompt$/;
const CONTENT_FIELDS: ReadonlySet<string> = new Set(Object.keys(CONTENT_ORDER));
const NO_SLOTS: readonly Slot[] = [];

const known = new Map<string, KeyClass>();

/** Lists spread over keys: prefix -> the slot they feed. */
export const INDEXED_GROUPS: ReadonlyMap<string, Slot> = new Map(
  [...SLOTS.span.values()].flat().flatMap((slot): (readonly [string, Slot])[] => {
    const at = slot.key.indexOf(".N");
    return at > 0 && CONTENT_FIELDS.has(slot.field) ? [[slot.key.slice(0, at + 1), slot]] : [];
  }),
);

/** What an attribute key is; remembered, so that each key of an application is looked at once. */
export function classifyKey(key: string): KeyClass {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const found = classify(key);
  if (known.size >= REMEMBERED_KEYS) known.clear();
  known.set(key, found);
  return found;
}

function classify(key: string): KeyClass {
  const slots = SLOTS.span.get(key);
  if (slots !== undefined && !key.includes(".N.")) {
    const isContent = slots.some(({ field }) => CONTENT_FIELDS.has(field)) || PROMPT_VARIABLE.test(key);
    return { kind: isContent ? "content" : "plain", slots, group: "" };
  }
  if (VECTOR.test(key)) return { kind: "vector", slots: NO_SLOTS, group: "" };
  const index = /\.\d/.exec(key);
  const group = index === null ? "" : key.slice(0, index.index + 1);
  if (INDEXED_GROUPS.has(group)) return { kind: "indexed", slots: NO_SLOTS, group };
  if (key.startsWith(UNIT_PREFIX)) return { kind: "plain", slots: [unitSlot(key)], group: "" };
  const identity = genericIdentitySlot(key);
  if (identity !== undefined) return { kind: "plain", slots: [identity], group: "" };
  const isContent = PROMPT_VARIABLE.test(key) || CONTENT_WORD.test(key);
  return { kind: isContent ? "content" : "plain", slots: NO_SLOTS, group: "" };
}

function unitSlot(key: string): Slot {
  const fieldIndex = FIELD_INDEX.get("units") ?? 0;
  return {
    field: "units" satisfies Field,
    fieldIndex,
    rank: 0,
    level: "own",
    dialect: "spanledger",
    key,
    pointers: [],
    options: slotOptions({ id: key }),
  };
}
