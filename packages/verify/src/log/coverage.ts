import { ERASING_ACTS, type ErasureTarget } from "@spanledger/ledger";

/** A kind-8 record that was verified to be in the log, with what its opening says it erased. */
export interface ErasureEvent {
  readonly index: number;
  readonly act: string;
  readonly targets: readonly ErasureTarget[];
}

export interface Coverage {
  /** Whether an event erased the field of the record, or all its content. */
  readonly field: (index: number, name: string) => boolean;
  /** Whether an event erased the whole body. */
  readonly body: (index: number) => boolean;
}

type Span = readonly [first: number, last: number];

const CONTENT = "*content";
const BODY = "*body";

/** What the log's own events say is gone. An event covers only records that are older than itself. */
export function createCoverage(events: readonly ErasureEvent[]): Coverage {
  const spans = new Map<string, Span[]>();
  const add = (name: string, { first, last }: ErasureTarget) => {
    const list = spans.get(name) ?? [];
    list.push([first, last]);
    spans.set(name, list);
  };
  for (const { index, act, targets } of events) {
    if (!ERASING_ACTS.has(act)) continue;
    for (const target of targets) {
      if (target.last >= index) continue;
      for (const field of target.fields ?? [CONTENT]) add(field, target);
      if (target.fields === undefined && act !== "erase_fields") add(BODY, target);
    }
  }
  const merged = new Map([...spans].map(([name, list]) => [name, merge(list)]));
  const covers = (name: string, index: number) => within(merged.get(name) ?? [], index);
  return {
    field: (index, name) => covers(CONTENT, index) || covers(name, index),
    body: (index) => covers(BODY, index),
  };
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const [first, last] of [...spans].sort((left, right) => left[0] - right[0])) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      merged[merged.length - 1] = [previous[0], Math.max(previous[1], last)];
    } else merged.push([first, last]);
  }
  return merged;
}

function within(spans: readonly Span[], index: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const [first, last] = spans[middle] ?? [0, -1];
    if (index < first) high = middle - 1;
    else if (index > last) low = middle + 1;
    else return true;
  }
  return false;
}
