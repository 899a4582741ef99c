import type { AttributeValue } from "../span.ts";
import type { Slot, SpanFacts } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import { FIELD_INDEX } from "./fields.ts";
import { atPointer } from "./parse/at-pointer.ts";
import { json } from "./parse/json.ts";

/** A value found on the span together with the source that says what it means. */
export interface Hit {
  readonly slot: Slot;
  readonly value: AttributeValue;
}

export interface Reading<T> {
  readonly value: T;
  readonly slot: Slot;
}

const NO_HITS: readonly Hit[] = [];

type Parser<T> = (value: AttributeValue | undefined) => T | undefined;

/** Everything known about one span, by canonical field; nothing is parsed before it is read. */
export interface Evidence {
  readonly facts: SpanFacts;
  has(field: Field): boolean;
  /** The first source that is present and readable. */
  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined;
  /** All sources that are present, best first. */
  hits(field: Field): readonly Hit[];
  /** What a source says, undefined when it does not apply or cannot be read. */
  value<T>(hit: Hit, parse: Parser<T>): T | undefined;
  /** All readable sources, best first. */
  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[];
}

/** Collects hits; `add` is called once per attribute that has slots. */
export class SpanEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly #hits: (Hit[] | undefined)[] = [];
  #parsed: Map<string, AttributeValue | undefined> | undefined;

  constructor(facts: SpanFacts) {
    this.facts = facts;
  }

  add(slots: readonly Slot[], value: AttributeValue): void {
    if (value === null || value === "") return;
    for (const slot of slots) {
      const there = this.#hits[slot.fieldIndex];
      if (there === undefined) this.#hits[slot.fieldIndex] = [{ slot, value }];
      else insertByRank(there, { slot, value });
    }
  }

  has(field: Field): boolean {
    return this.hits(field).length > 0;
  }

  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined {
    for (const hit of this.hits(field)) {
      const value = this.value(hit, parse);
      if (value !== undefined) return { value, slot: hit.slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    const readings: Reading<T>[] = [];
    for (const hit of this.hits(field)) {
      const value = this.value(hit, parse);
      if (value !== undefined) readings.push({ value, slot: hit.slot });
    }
    return readings;
  }

  hits(field: Field): readonly Hit[] {
    return this.#hits[FIELD_INDEX.get(field) ?? -1] ?? NO_HITS;
  }

  value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    const { options, pointers } = hit.slot;
    if (options.when !== undefined && !options.when(this.facts)) return undefined;
    if (pointers.length > 0) return this.#pointed(hit, parse);
    if (options.take === undefined) return parse(hit.value);
    return typeof hit.value === "object" ? undefined : parse(options.take(String(hit.value), this.facts));
  }

  #pointed<T>(hit: Hit, parse: Parser<T>): T | undefined {
    const root = this.#structure(hit);
    if (root === undefined) return undefined;
    for (const steps of hit.slot.pointers) {
      const value = parse(atPointer(root, steps));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #structure(hit: Hit): AttributeValue | undefined {
    const parsed = (this.#parsed ??= new Map<string, AttributeValue | undefined>());
    if (parsed.has(hit.slot.key)) return parsed.get(hit.slot.key);
    const structure = json(hit.value);
    parsed.set(hit.slot.key, structure);
    return structure;
  }
}

/** Shifted by hand: splice allocates the list of what it removed, here always an empty one. */
function insertByRank(hits: Hit[], hit: Hit): void {
  let at = hits.length;
  hits.push(hit);
  for (let above = hits[at - 1]; above !== undefined && above.slot.rank > hit.slot.rank; above = hits[at - 1]) {
    hits[at] = above;
    at -= 1;
  }
  hits[at] = hit;
}
