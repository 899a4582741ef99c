import type { AttributeValue } from "../span.ts";
import type { Slot, SpanFacts } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import { FIELD_INDEX } from "./fields.ts";
import { atPointer } from "./parse/at-pointer.ts";
import { json } from "./parse/json.ts";
import { AT_NAME, type Plan, type PlannedSource } from "./plan.ts";

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
const NO_READINGS: readonly never[] = [];
const NO_SOURCES: readonly PlannedSource[] = [];

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

export interface Given {
  readonly facts: SpanFacts;
  readonly plan: Plan;
  /** Values of the span's and of the resource's attributes, by position. */
  readonly span: readonly AttributeValue[];
  readonly resource: readonly AttributeValue[];
}

/** The sources that the plan names, over the values of one span; events may add more. */
export class SpanEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly #given: Given;
  /** By field index: what events say, best first. */
  #extra: (Hit[] | undefined)[] | undefined;
  #parsed: Map<string, AttributeValue | undefined> | undefined;

  constructor(given: Given) {
    this.facts = given.facts;
    this.#given = given;
  }

  /** Adds a value from elsewhere; of equal rank it comes after what is there. */
  add(slots: readonly Slot[], value: AttributeValue): void {
    if (isNothing(value)) return;
    const extra = (this.#extra ??= []);
    for (const slot of slots) insertByRank((extra[slot.fieldIndex] ??= []), { slot, value });
  }

  has(field: Field): boolean {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return true;
    for (const { at } of this.#given.plan.sources[index] ?? NO_SOURCES) if (!isNothing(this.#at(at))) return true;
    return false;
  }

  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return this.#readAny(this.hits(field), parse);
    for (const { slot, at } of this.#given.plan.sources[index] ?? NO_SOURCES) {
      const found = this.#at(at);
      if (isNothing(found)) continue;
      const value = this.#value(slot, found, parse);
      if (value !== undefined) return { value, slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return this.#readEvery(this.hits(field), parse);
    let readings: Reading<T>[] | undefined;
    for (const { slot, at } of this.#given.plan.sources[index] ?? NO_SOURCES) {
      const found = this.#at(at);
      if (isNothing(found)) continue;
      const value = this.#value(slot, found, parse);
      if (value === undefined) continue;
      if (readings === undefined) readings = [{ value, slot }];
      else readings.push({ value, slot });
    }
    return readings ?? NO_READINGS;
  }

  hits(field: Field): readonly Hit[] {
    const index = FIELD_INDEX.get(field) ?? -1;
    const sources = this.#given.plan.sources[index];
    const extra = this.#extra?.[index];
    if (sources === undefined) return extra ?? NO_HITS;
    let hits: Hit[] | undefined;
    for (const { slot, at } of sources) {
      const value = this.#at(at);
      if (isNothing(value)) continue;
      // A list made with its first item has no room to spare: most fields have one source.
      if (hits === undefined) hits = [{ slot, value }];
      else hits.push({ slot, value });
    }
    for (const hit of extra ?? NO_HITS) insertByRank((hits ??= []), hit);
    return hits ?? NO_HITS;
  }

  value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    return this.#value(hit.slot, hit.value, parse);
  }

  #at(at: number): AttributeValue {
    const { span, resource } = this.#given;
    if (at >= 0) return span[at] ?? null;
    return at === AT_NAME ? this.facts.name : (resource[AT_NAME - 1 - at] ?? null);
  }

  #readEvery<T>(hits: readonly Hit[], parse: Parser<T>): readonly Reading<T>[] {
    const readings: Reading<T>[] = [];
    for (const hit of hits) {
      const value = this.value(hit, parse);
      if (value !== undefined) readings.push({ value, slot: hit.slot });
    }
    return readings;
  }

  #readAny<T>(hits: readonly Hit[], parse: Parser<T>): Reading<T> | undefined {
    for (const { slot, value: found } of hits) {
      const value = this.#value(slot, found, parse);
      if (value !== undefined) return { value, slot };
    }
    return undefined;
  }

  #value<T>(slot: Slot, found: AttributeValue, parse: Parser<T>): T | undefined {
    const { options, pointers } = slot;
    if (options.when !== undefined && !options.when(this.facts)) return undefined;
    if (pointers.length > 0) return this.#pointed(slot, found, parse);
    if (options.take === undefined) return parse(found);
    return typeof found === "object" ? undefined : parse(options.take(String(found), this.facts));
  }

  #pointed<T>(slot: Slot, found: AttributeValue, parse: Parser<T>): T | undefined {
    const root = this.#structure(slot.key, found);
    if (root === undefined) return undefined;
    for (const steps of slot.pointers) {
      const value = parse(atPointer(root, steps));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #structure(key: string, found: AttributeValue): AttributeValue | undefined {
    const parsed = (this.#parsed ??= new Map<string, AttributeValue | undefined>());
    if (parsed.has(key)) return parsed.get(key);
    const structure = json(found);
    parsed.set(key, structure);
    return structure;
  }
}

function isNothing(value: AttributeValue): boolean {
  return value === null || value === "";
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
