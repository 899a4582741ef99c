import type { CorrectionFound } from "./correction-select.ts";
import { rowKey } from "./row-key.ts";

/** The newest `book` entry of each row, by row key. */
export function newestCorrections(corrections: readonly CorrectionFound[]): Map<string, CorrectionFound> {
  const newest = new Map<string, CorrectionFound>();
  for (const correction of corrections) {
    if (correction.entry !== "book") continue;
    const key = rowKey(correction);
    const known = newest.get(key);
    if (known === undefined || known.revision < correction.revision) newest.set(key, correction);
  }
  return newest;
}
