import type { AttributeValue, Resource, Span } from "../span.ts";
import { classifyKey } from "./classify-key.ts";
import type { Slot } from "./dialect.ts";
import { toText } from "./content/to-text.ts";
import { SpanEvidence } from "./evidence.ts";
import { vectorLength } from "./parse/vector-length.ts";
import { SLOTS } from "./slots.ts";

const LARGE_TEXT = 1_024;

/** A span's attributes, sorted by what they are. Nothing is converted yet. */
export interface Gathered {
  readonly evidence: SpanEvidence;
  /** Attributes for search and grouping, as text; buildAttributes completes them. */
  readonly plain: Map<string, string>;
  readonly content: ReadonlyMap<string, AttributeValue>;
  /** List prefix -> its leaves, keys without the prefix. */
  readonly indexed: ReadonlyMap<string, readonly (readonly [string, AttributeValue])[]>;
  /** Length of the vectors that were dropped; 0 when there were none. */
  readonly vectorLength: number;
}

/** One pass over the attributes: a lookup each. */
export function gather(span: Span): Gathered {
  const evidence = new SpanEvidence({
    name: span.name,
    parentSpanId: span.parentSpanId,
    scopeName: span.scope.name,
    failed: span.statusCode === 2,
    attributes: span.attributes,
  });
  const plain = new Map<string, string>();
  const content = new Map<string, AttributeValue>();
  const indexed = new Map<string, [string, AttributeValue][]>();
  let vector = 0;
  // By forEach: iterating entries would allocate an array per attribute.
  span.attributes.forEach((value, key) => {
    const { kind, slots, group } = classifyKey(key);
    if (slots.length > 0) evidence.add(slots, value);
    if (kind === "plain") {
      if (isLargeText(value)) content.set(key, value);
      else if (value !== null) plain.set(key, typeof value === "string" ? value : toText(value));
    } else if (kind === "content") content.set(key, value);
    else if (kind === "vector") vector ||= vectorLength(value);
    else if (key.endsWith(".embedding.vector")) vector ||= vectorLength(value);
    else push(indexed, group, [key.slice(group.length), value]);
  });
  evidence.add(SLOTS.name, span.name);
  addResource(evidence, span);
  addEvents(evidence, span);
  return { evidence, plain, content, indexed, vectorLength: vector };
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

function addResource(evidence: SpanEvidence, { resource }: Span): void {
  const known = byResource.get(resource) ?? readResource(resource);
  for (const [slots, value] of known) evidence.add(slots, value);
}

type ResourceHits = readonly (readonly [readonly Slot[], AttributeValue])[];

const byResource = new WeakMap<Resource, ResourceHits>();

/** All spans of a ResourceSpans share one resource object: it is read once. */
function readResource(resource: Resource): ResourceHits {
  const hits: [readonly Slot[], AttributeValue][] = [];
  for (const [key, slots] of SLOTS.resource) {
    const value = resource.attributes.get(key);
    if (value !== undefined) hits.push([slots, value]);
  }
  byResource.set(resource, hits);
  return hits;
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
