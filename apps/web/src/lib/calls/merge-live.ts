/** Where a row stands in a newest-first list. */
export interface Placed {
  readonly startTimeNs: string;
  readonly writer: string;
  readonly seq: string;
}

/**
 * Live arrivals put in their place among the rows that are loaded; a row of both is taken from the list, which is newer.
 * What belongs behind the last loaded row is left to its page.
 */
export function mergeLive<Row extends Placed>(
  listed: readonly Row[],
  live: readonly Row[],
  hasMore: boolean,
): readonly Row[] {
  const known = new Set(listed.map(keyOf));
  const last = hasMore ? listed.at(-1) : undefined;
  const fresh = live.filter((row) => !known.has(keyOf(row)) && (last === undefined || newestFirst(row, last) < 0));
  return fresh.length === 0 ? listed : [...fresh, ...listed].sort(newestFirst);
}

function keyOf({ writer, seq }: Placed): string {
  return `${writer}:${seq}`;
}

/** The order of the list: time, then writer, then sequence. */
function newestFirst(a: Placed, b: Placed): number {
  const [x, y] = [BigInt(a.startTimeNs), BigInt(b.startTimeNs)];
  if (x !== y) return x > y ? -1 : 1;
  if (a.writer !== b.writer) return a.writer > b.writer ? -1 : 1;
  return BigInt(a.seq) > BigInt(b.seq) ? -1 : 1;
}
