import type { WrittenLog } from "../log/write-log.ts";
import type { Tally } from "../report/tally.ts";

/** How many fields the records committed to whose text is gone: neither shown nor withheld. */
export function erasedFields({ committed }: Tally, written: readonly WrittenLog[]): number {
  return written.reduce((left, { disclosed, withheld }) => left - disclosed - withheld, committed);
}
