import { AttributeList } from "../attribute-list.ts";
import type { AttributeValue, Span } from "../span.ts";
import { toText } from "./content/to-text.ts";
import { SpanEvidence } from "./evidence.ts";
import { vectorLength } from "./parse/vector-length.ts";
import { planFor } from "./plan.ts";
import { SLOTS } from "./slots.ts";

const LARGE_TEXT = 1_024;

export type Leaves = readonly (readonly [string, AttributeValue])[];

/** A span's attributes, sorted by what they are. Nothing is converted yet. */
export interface Gathered {
  readonly evidence: SpanEvidence;
  /** Attributes for search and grouping, as text; buildAttributes completes them. */
  readonly plain: AttributeList<string>;
  readonly content: AttributeList<AttributeValue>;
  /** List prefix -> its leaves, keys without the prefix. */
  readonly indexed: ReadonlyMap<string, Leaves>;
  /** Length of the vectors that were dropped; 0 when there were none. */
  readonly vectorLength: number;
}

const NO_LEAVES: ReadonlyMap<string, Leaves> = new Map();

/** One pass over the attributes, by a plan that their keys share. */
export function gather(span: Span): Gathered {
  const attributes = AttributeList.from(span.attributes);
  const resource = AttributeList.from(span.resource.attributes);
  const plan = planFor(attributes.keyList, resource.keyList);
  const evidence = new SpanEvidence({ facts: factsOf(span), plan, span: attributes, resource });
  const plain = new AttributeList<string>();
  const content = new AttributeList<AttributeValue>();
  let indexed: Map<string, [string, AttributeValue][]> | undefined;
  let vector = 0;
  const { keys } = attributes.keyList;
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] ?? "";
    const value = attributes.list[position] ?? null;
    const { kind, group } = plan.classes[position] ?? PLAIN;
    if (kind === "plain") {
      if (isLargeText(value)) content.set(key, value);
      else if (isPlain(value)) plain.set(key, typeof value === "string" ? value : toText(value));
    } else if (kind === "content") content.set(key, value);
    else if (kind === "vector" || key.endsWith(".embedding.vector")) vector ||= vectorLength(value);
    else push((indexed ??= new Map()), group, [key.slice(group.length), value]);
  }
  addEvents(evidence, span);
  return { evidence, plain, content, indexed: indexed ?? NO_LEAVES, vectorLength: vector };
}

const PLAIN = { kind: "plain", group: "" } as const;

function factsOf(span: Span) {
  return {
    name: span.name,
    isRoot: span.parentSpanId === "",
    scopeName: span.scope.name,
    schemaUrl: span.scope.schemaUrl,
    failed: span.statusCode === 2,
    attributes: span.attributes,
    resource: span.resource.attributes,
  };
}

/** Whether a plain attribute with this value is kept as one. */
export function isPlain(value: AttributeValue): boolean {
  return value !== null && !isLargeText(value);
}

/** Text of an unknown key that is too large to be anything but content. */
function isLargeText(value: AttributeValue): boolean {
  return typeof value === "string" && value.length > LARGE_TEXT;
}

function push<T>(groups: Map<string, T[]>, group: string, item: T): void {
  const there = groups.get(group);
  if (there === undefined) groups.set(group, [item]);
  else there.push(item);
}

/** GenAI events repeat the span's attributes, with lower precedence. */
function addEvents(evidence: SpanEvidence, span: Span): void {
  for (const event of span.events) {
    event.attributes.forEach((value, key) => {
      const slots = SLOTS.event.get(key);
      if (slots !== undefined) evidence.add(slots, value);
    });
  }
}
