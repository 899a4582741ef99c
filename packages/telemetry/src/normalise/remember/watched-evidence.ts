import type { AttributeValue } from "../../span.ts";
import type { AttributeLookup, SpanFacts } from "../dialect.ts";
import type { Evidence, Hit, Parser, Reading, SpanEvidence } from "../evidence.ts";
import { atResource, type PlannedSource } from "../plan.ts";
import type { Field } from "../precedence/index.ts";
import { type Answer, ask, type FactName, isSameQuestion, type Question } from "./question.ts";

/** A question and what this span answered. */
export type Step = readonly [Question, Answer];

/** The evidence of a span, and a record of everything that was looked at in it, in order. */
export class WatchedEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly steps: Step[] = [];
  readonly #evidence: SpanEvidence;

  constructor(evidence: SpanEvidence) {
    this.#evidence = evidence;
    this.facts = new WatchedFacts(evidence.facts, {
      fact: (name) => this.#note({ kind: "fact", name }),
      value: (at) => this.#note({ kind: "value", at }),
      span: (key) => evidence.spanKeys.positionOf(key),
      resource: (key) => evidence.resourceKeys.positionOf(key),
    });
  }

  has(field: Field): boolean {
    return this.#evidence.sourcesOf(field).some(({ at }) => this.#isPresent(at));
  }

  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined {
    for (const source of this.#evidence.sourcesOf(field)) {
      const value = this.#isPresent(source.at) ? this.#valueOf(source, parse) : undefined;
      if (value !== undefined) return { value, slot: source.slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    return this.#evidence.sourcesOf(field).flatMap((source) => {
      const value = this.#isPresent(source.at) ? this.#valueOf(source, parse) : undefined;
      return value === undefined ? [] : [{ value, slot: source.slot }];
    });
  }

  isReadable(field: Field, parse: Parser<unknown>): boolean {
    return this.#evidence.sourcesOf(field).some((source) => {
      // Not its value: of a count it matters only that it is one.
      this.#note({ kind: "readable", source, parse });
      return this.#evidence.isReadableAt(source, parse);
    });
  }

  hits(field: Field): readonly Hit[] {
    return this.#evidence.sourcesOf(field).filter(({ at }) => this.#isPresent(at));
  }

  value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    return this.#valueOf(hit as PlannedSource, parse);
  }

  #isPresent(at: number): boolean {
    this.#note({ kind: "presence", at });
    return this.#evidence.isPresent(at);
  }

  #valueOf<T>(source: PlannedSource, parse: Parser<T>): T | undefined {
    const { options, pointers } = source.slot;
    if (options.when !== undefined && !options.when(this.facts)) return undefined;
    this.#note(pointers.length > 0 ? { kind: "reading", source, parse } : { kind: "value", at: source.at });
    const { take } = options;
    if (take === undefined || pointers.length > 0) return this.#evidence.valueOf(source, parse);
    const found = this.#evidence.at(source.at);
    return typeof found === "object" ? undefined : parse(take(String(found), this.facts));
  }

  #note(question: Question): void {
    if (this.steps.some(([asked]) => isSameQuestion(asked, question))) return;
    this.steps.push([question, ask(this.#evidence, question)]);
  }
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
