import type { AttributeValue } from "../../span.ts";
import type { AttributeLookup, SpanFacts } from "../dialect.ts";
import type { Evidence, Hit, Parser, Reading, SpanEvidence } from "../evidence.ts";
import { atResource, type PlannedSource } from "../plan.ts";
import type { Field } from "../precedence/index.ts";
import { type Answer, ask, type FactName, isSameQuestion, type Question, question } from "./question.ts";

/** A question and what this span answered. */
export type Step = readonly [Question, Answer];

/** The evidence of a span, and a record of everything that was looked at in it, in order. */
export class WatchedEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly steps: Step[] = [];
  /** Events had a part in it, which are not asked about. */
  isBeyondSteps = false;
  readonly #evidence: SpanEvidence;
  readonly #touched: Set<Field>;

  /** @param touched collects the fields that were looked at */
  constructor(evidence: SpanEvidence, touched: Set<Field>) {
    this.#evidence = evidence;
    this.#touched = touched;
    this.facts = new WatchedFacts(evidence.facts, {
      fact: (fact) => this.#note(question({ kind: "fact", fact })),
      value: (at) => this.#note(question({ kind: "value", at })),
      span: (key) => evidence.spanKeys.positionOf(key),
      resource: (key) => evidence.resourceKeys.positionOf(key),
    });
  }

  has(field: Field): boolean {
    if (this.#isExtended(field)) return this.#evidence.has(field);
    return this.#evidence.sourcesOf(field).some(({ at }) => {
      this.#note(question({ kind: "presence", at }));
      return this.#evidence.isPresent(at);
    });
  }

  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined {
    if (this.#isExtended(field)) return this.#evidence.read(field, parse);
    for (const source of this.#evidence.sourcesOf(field)) {
      const value = this.#isThere(source) ? this.#valueOf(source, parse) : undefined;
      if (value !== undefined) return { value, slot: source.slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    if (this.#isExtended(field)) return this.#evidence.readAll(field, parse);
    return this.#evidence.sourcesOf(field).flatMap((source) => {
      const value = this.#isThere(source) ? this.#valueOf(source, parse) : undefined;
      return value === undefined ? [] : [{ value, slot: source.slot }];
    });
  }

  isReadable(field: Field, parse: Parser<unknown>): boolean {
    if (this.#isExtended(field)) return this.#evidence.isReadable(field, parse);
    return this.#evidence.sourcesOf(field).some((source) => {
      // Not its value: of a count it matters only that it is one.
      this.#note(question({ kind: "readable", source, parse }));
      return this.#evidence.isReadableAt(source, parse);
    });
  }

  hits(field: Field): readonly Hit[] {
    if (this.#isExtended(field)) return this.#evidence.hits(field);
    return this.#evidence.sourcesOf(field).filter((source) => this.#isThere(source));
  }

  value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    return isPlanned(hit) ? this.#valueOf(hit, parse) : this.#evidence.value(hit, parse);
  }

  #isExtended(field: Field): boolean {
    this.#touched.add(field);
    if (!this.#evidence.isExtendedBy(field)) return false;
    this.isBeyondSteps = true;
    return true;
  }

  /** A value that is looked at in any case says itself whether it is there. */
  #isThere({ slot, at }: PlannedSource): boolean {
    const isLookedAt = slot.pointers.length === 0 && slot.options.when === undefined;
    this.#note(question({ kind: isLookedAt ? "value" : "presence", at }));
    return this.#evidence.isPresent(at);
  }

  #valueOf<T>(source: PlannedSource, parse: Parser<T>): T | undefined {
    const { options, pointers } = source.slot;
    if (options.when !== undefined && !options.when(this.facts)) return undefined;
    this.#note(question(pointers.length > 0 ? { kind: "reading", source, parse } : { kind: "value", at: source.at }));
    const { take } = options;
    if (take === undefined || pointers.length > 0) return this.#evidence.valueOf(source, parse);
    const found = this.#evidence.at(source.at);
    return typeof found === "object" ? undefined : parse(take(String(found), this.facts));
  }

  #note(asked: Question): void {
    if (this.steps.some(([earlier]) => isSameQuestion(earlier, asked))) return;
    this.steps.push([asked, ask(this.#evidence, asked)]);
  }
}

function isPlanned(hit: Hit): hit is PlannedSource {
  return "at" in hit;
}

interface Notes {
  readonly fact: (name: FactName) => void;
  readonly value: (at: number) => void;
  readonly span: (key: string) => number;
  readonly resource: (key: string) => number;
}

class WatchedFacts implements SpanFacts {
  readonly attributes: AttributeLookup;
  readonly resource: AttributeLookup;
  readonly #facts: SpanFacts;
  readonly #notes: Notes;

  constructor(facts: SpanFacts, notes: Notes) {
    this.#facts = facts;
    this.#notes = notes;
    this.attributes = new WatchedLookup(facts.attributes, (key) => {
      const at = notes.span(key);
      if (at >= 0) notes.value(at);
    });
    this.resource = new WatchedLookup(facts.resource, (key) => {
      const at = notes.resource(key);
      if (at >= 0) notes.value(atResource(at));
    });
  }

  get name(): string {
    this.#notes.fact("name");
    return this.#facts.name;
  }

  get isRoot(): boolean {
    this.#notes.fact("isRoot");
    return this.#facts.isRoot;
  }

  get scopeName(): string {
    this.#notes.fact("scopeName");
    return this.#facts.scopeName;
  }

  get schemaUrl(): string {
    this.#notes.fact("schemaUrl");
    return this.#facts.schemaUrl;
  }

  get failed(): boolean {
    this.#notes.fact("failed");
    return this.#facts.failed;
  }
}

/** A key that the span has not is no question: spans that share an answer share their keys. */
class WatchedLookup implements AttributeLookup {
  readonly #attributes: AttributeLookup;
  readonly #note: (key: string) => void;

  constructor(attributes: AttributeLookup, note: (key: string) => void) {
    this.#attributes = attributes;
    this.#note = note;
  }

  get(key: string): AttributeValue | undefined {
    this.#note(key);
    return this.#attributes.get(key);
  }

  /** Follows from the keys alone. */
  has(key: string): boolean {
    return this.#attributes.has(key);
  }
}
