import type { AttributeList } from "../attribute-list.ts";
import type { KeyList } from "../key-list.ts";
import type { AttributeValue } from "../span.ts";
import type { Slot, SpanFacts } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import { FIELD_INDEX } from "./fields.ts";
import { atPointer } from "./parse/at-pointer.ts";
import { json } from "./parse/json.ts";
import { AT_NAME, type Plan, type PlannedSource } from "./plan.ts";

/** A source that has a value on the span; what the value is, `Evidence.value` says. */
export interface Hit {
  readonly slot: Slot;
}

interface FoundHit extends Hit {
  readonly value: AttributeValue;
}

export interface Reading<T> {
  readonly value: T;
  readonly slot: Slot;
}

const NO_HITS: readonly FoundHit[] = [];
const NO_READINGS: readonly never[] = [];
const NO_SOURCES: readonly PlannedSource[] = [];

export type Parser<T> = (value: AttributeValue | undefined) => T | undefined;

/** Everything known about one span, by canonical field; nothing is parsed before it is read. */
export interface Evidence {
  readonly facts: SpanFacts;
  has(field: Field): boolean;
  /** The first source that is present and readable. */
  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined;
  /** Whether any source is present and readable. */
  isReadable(field: Field, parse: Parser<unknown>): boolean;
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
  /** Values of the span's and of the resource's attributes, by position, and where each key stands. */
  readonly span: AttributeList<AttributeValue>;
  readonly resource: AttributeList<AttributeValue>;
}

/** The sources that the plan names, over the values of one span; events may add more. */
export class SpanEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly plan: Plan;
  readonly #span: AttributeList<AttributeValue>;
  readonly #resource: AttributeList<AttributeValue>;
  /** By field index: what events say, best first. */
  #extra: (FoundHit[] | undefined)[] | undefined;
  #parsed: Map<string, AttributeValue | undefined> | undefined;

  constructor({ facts, plan, span, resource }: Given) {
    this.facts = facts;
    this.plan = plan;
    this.#span = span;
    this.#resource = resource;
  }

  /** Events say something too. */
  get isExtended(): boolean {
    return this.#extra !== undefined;
  }

  /** Events say something of the field too. */
  isExtendedBy(field: Field): boolean {
    return this.#extra?.[FIELD_INDEX.get(field) ?? -1] !== undefined;
  }

  isExtendedByAny(fields: Iterable<Field>): boolean {
    if (this.#extra === undefined) return false;
    for (const field of fields) if (this.isExtendedBy(field)) return true;
    return false;
  }

  get spanKeys(): KeyList {
    return this.#span.keyList;
  }

  get resourceKeys(): KeyList {
    return this.#resource.keyList;
  }

  /** Adds a value from elsewhere; of equal rank it comes after what is there. */
  add(slots: readonly Slot[], value: AttributeValue): void {
    if (isNothing(value)) return;
    const extra = (this.#extra ??= []);
    for (const slot of slots) insertByRank((extra[slot.fieldIndex] ??= []), { slot, value });
  }

  /** The attributes that the plan names for a field, whether they have a value or not; events are left out. */
  sourcesOf(field: Field): readonly PlannedSource[] {
    return this.plan.sources[FIELD_INDEX.get(field) ?? -1] ?? NO_SOURCES;
  }

  at(at: number): AttributeValue {
    if (at >= 0) return this.#span.list[at] ?? null;
    return at === AT_NAME ? this.facts.name : (this.#resource.list[AT_NAME - 1 - at] ?? null);
  }

  isPresent(at: number): boolean {
    return !isNothing(this.at(at));
  }

  valueOf<T>({ slot, at }: PlannedSource, parse: Parser<T>): T | undefined {
    return this.#value(slot, this.at(at), parse);
  }

  isReadableAt(source: PlannedSource, parse: Parser<unknown>): boolean {
    return this.isPresent(source.at) && this.valueOf(source, parse) !== undefined;
  }

  has(field: Field): boolean {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return true;
    const sources = this.plan.sources[index];
    if (sources === undefined) return false;
    for (const { at } of sources) if (!isNothing(this.at(at))) return true;
    return false;
  }

  isReadable(field: Field, parse: Parser<unknown>): boolean {
    return this.has(field) && this.read(field, parse) !== undefined;
  }

  read<T>(field: Field, parse: Parser<T>): Reading<T> | undefined {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return this.#readAny(this.#allHits(index), parse);
    const sources = this.plan.sources[index];
    if (sources === undefined) return undefined;
    for (const { slot, at } of sources) {
      const found = this.at(at);
      if (isNothing(found)) continue;
      const value = this.#value(slot, found, parse);
      if (value !== undefined) return { value, slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    const index = FIELD_INDEX.get(field) ?? -1;
    if (this.#extra?.[index] !== undefined) return this.#readEvery(this.#allHits(index), parse);
    const sources = this.plan.sources[index];
    if (sources === undefined) return NO_READINGS;
    let readings: Reading<T>[] | undefined;
    for (const { slot, at } of sources) {
      const found = this.at(at);
      if (isNothing(found)) continue;
      const value = this.#value(slot, found, parse);
      if (value === undefined) continue;
      if (readings === undefined) readings = [{ value, slot }];
      else readings.push({ value, slot });
    }
    return readings ?? NO_READINGS;
  }

  hits(field: Field): readonly Hit[] {
    return this.#allHits(FIELD_INDEX.get(field) ?? -1);
  }

  value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    return this.#value(hit.slot, (hit as FoundHit).value, parse);
  }

  #allHits(index: number): readonly FoundHit[] {
    const sources = this.plan.sources[index];
    const extra = this.#extra?.[index];
    if (sources === undefined) return extra ?? NO_HITS;
    let hits: FoundHit[] | undefined;
    for (const { slot, at } of sources) {
      const value = this.at(at);
      if (isNothing(value)) continue;
      // A list made with its first item has no room to spare: most fields have one source.
      if (hits === undefined) hits = [{ slot, value }];
      else hits.push({ slot, value });
    }
    for (const hit of extra ?? NO_HITS) insertByRank((hits ??= []), hit);
    return hits ?? NO_HITS;
  }

  #readEvery<T>(hits: readonly FoundHit[], parse: Parser<T>): readonly Reading<T>[] {
    const readings: Reading<T>[] = [];
    for (const hit of hits) {
      const value = this.value(hit, parse);
      if (value !== undefined) readings.push({ value, slot: hit.slot });
    }
    return readings;
  }

  #readAny<T>(hits: readonly FoundHit[], parse: Parser<T>): Reading<T> | undefined {
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
function insertByRank(hits: FoundHit[], hit: FoundHit): void {
  let at = hits.length;
  hits.push(hit);
  for (let above = hits[at - 1]; above !== undefined && above.slot.rank > hit.slot.rank; above = hits[at - 1]) {
    hits[at] = above;
    at -= 1;
  }
  hits[at] = hit;
}
