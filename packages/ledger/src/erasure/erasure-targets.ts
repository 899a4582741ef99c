import type { JsonValue } from "../body/canonical-json.ts";

/** Records `first` to `last`, both inclusive, of this log; without `fields` all content of theirs. */
export interface ErasureTarget {
  readonly first: number;
  readonly last: number;
  readonly fields?: readonly string[];
}

/**
 * The committed value of an erasure's targets: `[index, [field…]]` for one record, `[first, last]` for a range of
 * records (both inclusive, all content), `[first, last, [field…]]` for some fields of a range; sorted by index, so that
 * nothing says which records belong to one person.
 */
export function encodeTargets(targets: readonly ErasureTarget[]): JsonValue {
  return [...targets]
    .sort((left, right) => left.first - right.first || left.last - right.last)
    .map(({ first, last, fields }) => {
      if (fields === undefined) return [first, last];
      const sorted = [...fields].sort();
      return first === last ? [first, sorted] : [first, last, sorted];
    });
}

/** Reads what `encodeTargets` wrote; `undefined` when the value has another shape. */
export function decodeTargets(value: JsonValue): readonly ErasureTarget[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const targets: ErasureTarget[] = [];
  for (const item of value as readonly JsonValue[]) {
    const target = decodeTarget(item);
    if (target === undefined) return undefined;
    targets.push(target);
  }
  return targets;
}

function decodeTarget(item: JsonValue): ErasureTarget | undefined {
  if (!Array.isArray(item)) return undefined;
  const [first, second, third] = item as readonly JsonValue[];
  if (!isIndex(first)) return undefined;
  if (item.length === 2 && isFields(second)) return { first, last: first, fields: second };
  if (!isIndex(second) || second < first) return undefined;
  if (item.length === 2) return { first, last: second };
  return item.length === 3 && isFields(third) ? { first, last: second, fields: third } : undefined;
}

function isIndex(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isFields(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((field) => typeof field === "string");
}
