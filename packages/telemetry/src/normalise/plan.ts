import type { KeyList } from "../key-list.ts";
import { CANONICAL } from "./canonical-attributes.ts";
import { classifyKey, type KeyClass } from "./classify-key.ts";
import type { Slot } from "./dialect.ts";
import { FIELD_INDEX } from "./fields.ts";
import type { Field } from "./precedence/index.ts";
import { SLOTS } from "./slots.ts";

/** Where a source's value stands: at this position of the span's attributes, or one of the two forms below. */
export const AT_NAME = -1;

/** Position `index` of the resource's attributes. */
export function atResource(index: number): number {
  return AT_NAME - 1 - index;
}

export interface CanonicalFact {
  readonly field: Field;
  readonly name: string;
  /** Position of the plain attribute that has the name already, -1 for none. */
  readonly at: number;
}

export interface PlannedSource {
  readonly slot: Slot;
  readonly at: number;
}

/** What the keys of a span and of its resource alone say about it. */
export interface Plan {
  /** By position of the span's attributes. */
  readonly classes: readonly KeyClass[];
  /** By field index: every source that has a value somewhere, best first. */
  readonly sources: readonly (readonly PlannedSource[] | undefined)[];
  /** Of the facts without a column of their own those that a source of this plan can say. */
  readonly canonical: readonly CanonicalFact[];
  /** What remembered functions found for spans of this plan; theirs alone to look into. */
  readonly memories: unknown[];
}

const plans = new WeakMap<KeyList, WeakMap<KeyList, Plan>>();

/** Worked out once for each pair of key lists. */
export function planFor(span: KeyList, resource: KeyList): Plan {
  let byResource = plans.get(span);
  if (byResource === undefined) plans.set(span, (byResource = new WeakMap<KeyList, Plan>()));
  const known = byResource.get(resource);
  if (known !== undefined) return known;
  const plan = makePlan(span, resource);
  byResource.set(resource, plan);
  return plan;
}

function makePlan(span: KeyList, resource: KeyList): Plan {
  const classes = span.keys.map(classifyKey);
  const sources: PlannedSource[][] = [];
  classes.forEach(({ slots }, position) => addAll(sources, slots, position));
  addAll(sources, SLOTS.name, AT_NAME);
  for (const [key, slots] of SLOTS.resource) {
    const position = resource.positionOf(key);
    if (position >= 0) addAll(sources, slots, atResource(position));
  }
  // Stable: of equal ranks the first added stays first.
  for (const list of sources) list?.sort((left, right) => left.slot.rank - right.slot.rank);
  const canonical = CANONICAL.filter(([field]) => sources[FIELD_INDEX.get(field) ?? -1] !== undefined).map(
    ([field, name]): CanonicalFact => {
      const at = span.positionOf(name);
      return { field, name, at: classes[at]?.kind === "plain" ? at : -1 };
    },
  );
  return { classes, sources, canonical, memories: [] };
}

function addAll(sources: PlannedSource[][], slots: readonly Slot[], at: number): void {
  for (const slot of slots) (sources[slot.fieldIndex] ??= []).push({ slot, at });
}
