import type { StoredRecord } from "./stored-record.ts";
import type { Tally } from "./tally.ts";

/** More capture sources than a report can print are not told apart. */
const MAX_SOURCES = 10_000;

/** Counts what a source captured. One source serves all systems: only over all of them its numbers are without a gap. */
export function tallySource({ sources }: Tally, { src }: StoredRecord): void {
  if (src === undefined) return;
  const { id, seq } = src;
  const known = sources.get(id);
  if (known === undefined) {
    if (sources.size < MAX_SOURCES) sources.set(id, { first: seq, last: seq, count: 1 });
    return;
  }
  known.first = Math.min(known.first, seq);
  known.last = Math.max(known.last, seq);
  known.count += 1;
}
