import type { AttributeValue } from "../span.ts";
import type { Field, Level, Slot, SpanFacts } from "./dialect.ts";
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

type Parser<T> = (value: AttributeValue | undefined) => T | undefined;

/** Everything known about one span, by canonical field; nothing is parsed before it is read. */
export interface Evidence {
  readonly facts: SpanFacts;
  has(field: Field): boolean;
  /** The first source that is present and readable, at the given level when one is given. */
  read<T>(field: Field, parse: Parser<T>, level?: Level): Reading<T> | undefined;
  /** All readable sources, best first. */
  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[];
}

/** Collects hits; `add` is called once per attribute that has slots. */
export class SpanEvidence implements Evidence {
  readonly facts: SpanFacts;
  readonly #hits = new Map<Field, Hit[]>();
  readonly #parsed = new Map<AttributeValue, AttributeValue | undefined>();

  constructor(facts: SpanFacts) {
    this.facts = facts;
  }

  add(slots: readonly Slot[], value: AttributeValue): void {
    if (value === null || value === "") return;
    for (const slot of slots) {
      const there = this.#hits.get(slot.field);
      if (there === undefined) this.#hits.set(slot.field, [{ slot, value }]);
      else there.push({ slot, value });
    }
  }

  has(field: Field): boolean {
    return this.#hits.has(field);
  }

  read<T>(field: Field, parse: Parser<T>, level?: Level): Reading<T> | undefined {
    const hits = this.#ordered(field);
    if (hits === undefined) return undefined;
    for (const hit of hits) {
      if (level !== undefined && hit.slot.level !== level) continue;
      const value = this.#value(hit, parse);
      if (value !== undefined) return { value, slot: hit.slot };
    }
    return undefined;
  }

  readAll<T>(field: Field, parse: Parser<T>): readonly Reading<T>[] {
    const readings: Reading<T>[] = [];
    for (const hit of this.#ordered(field) ?? []) {
      const value = this.#value(hit, parse);
      if (value !== undefined) readings.push({ value, slot: hit.slot });
    }
    return readings;
  }

  #ordered(field: Field): readonly Hit[] | undefined {
    const hits = this.#hits.get(field);
    if (hits !== undefined && hits.length > 1) hits.sort(byRank);
    return hits;
  }

  #value<T>(hit: Hit, parse: Parser<T>): T | undefined {
    const { options, pointers } = hit.slot;
    if (options.when !== undefined && !options.when(this.facts)) return undefined;
    if (pointers.length > 0) return this.#pointed(hit, parse);
    if (options.take === undefined) return parse(hit.value);
    return typeof hit.value === "object" ? undefined : parse(options.take(String(hit.value), this.facts));
  }

  #pointed<T>(hit: Hit, parse: Parser<T>): T | undefined {
    const root = this.#structure(hit.value);
    if (root === undefined) return undefined;
    for (const steps of hit.slot.pointers) {
      const value = parse(atPointer(root, steps));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #structure(value: AttributeValue): AttributeValue | undefined {
    if (this.#parsed.has(value)) return this.#parsed.get(value);
    const parsed = json(value);
    this.#parsed.set(value, parsed);
    return parsed;
  }
}

function byRank(left: Hit, right: Hit): number {
  const last = Number(left.slot.options.lastResort ?? false) - Number(right.slot.options.lastResort ?? false);
  return last !== 0 ? last : left.slot.rank - right.slot.rank;
}
