/** Leaves `from` (inclusive) to `to` (exclusive). Proof hashes are the roots of such ranges, RFC 6962 `MTH(D[from:to])`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** Where RFC 6962 splits a range of more than one leaf: after the largest power of two below its length. */
export function splitRange({ from, to }: LeafRange): number {
  let half = 1;
  while (half * 2 < to - from) half *= 2;
  return from + half;
}
