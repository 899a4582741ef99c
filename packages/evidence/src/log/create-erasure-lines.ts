import type { ErasureLine } from "./export-log.ts";

/** Finds the lines of `erasures.jsonl`; records must be asked for in the order of the log. */
export interface ErasureLines {
  /** Whether an erasure concerns the record at all: most do not need to be looked at. */
  readonly concern: (index: number) => boolean;
  /** The lines of a record of which the content of `fields` is gone, one for each event. */
  readonly ofRecord: (index: number, fields: readonly string[]) => readonly string[];
  /** The lines of the records `from` (inclusive) to `to` (exclusive) that were erased as a whole, a run a line. */
  readonly ofBodies: (from: number, to: number) => readonly string[];
}

/** Specification §4.4: `{"i":250,"fields":["input","output"],"event":880,"basis":"gdpr:17:1:b","done":"…"}`. */
export function createErasureLines(erasures: readonly ErasureLine[]): ErasureLines {
  const sorted = [...erasures].sort((left, right) => left.first - right.first || left.last - right.last);
  let next = 0;
  let active: ErasureLine[] = [];
  const advance = (index: number): readonly ErasureLine[] => {
    for (let line = sorted[next]; line !== undefined && line.first <= index; line = sorted[next]) {
      active.push(line);
      next += 1;
    }
    if (active.some(({ last }) => last < index)) active = active.filter(({ last }) => last >= index);
    return active;
  };
  return {
    concern: (index) => advance(index).length > 0,
    ofRecord(index, fields) {
      let left = [...fields].sort();
      const lines: string[] = [];
      for (const erasure of advance(index)) {
        const gone = left.filter((field) => erasure.fields?.includes(field) ?? true);
        if (gone.length === 0 || erasure.event <= index) continue;
        left = left.filter((field) => !gone.includes(field));
        lines.push(lineOf({ i: index, fields: gone }, erasure));
      }
      return lines;
    },
    ofBodies: (from, to) =>
      sorted
        .filter(({ body, first, last }) => body === true && first < to && last >= from)
        .map((erasure) => {
          const first = Math.max(from, erasure.first);
          return lineOf({ first, last: Math.min(to - 1, erasure.last), body: true }, erasure);
        }),
  };
}

function lineOf(what: object, { event, basis, doneUs }: ErasureLine): string {
  return JSON.stringify({ ...what, event, basis, done: new Date(doneUs / 1_000).toISOString() });
}
