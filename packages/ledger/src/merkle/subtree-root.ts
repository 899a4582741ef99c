import { LedgerError } from "../ledger-error.ts";
import type { LeafRange } from "./leaf-range.ts";
import { nodeHash } from "./node-hash.ts";

/** Root of the complete subtree `index` of 2^`level` leaves: level 0 is leaf hashes. */
export type ReadNode = (level: number, index: number) => Uint8Array;

/**
 * `MTH(D[from:to])` of a range that a proof asks for, put together from complete subtrees. The range must start at a
 * multiple of the power of two that its length needs, as every range of a proof does.
 */
export function subtreeRoot({ from, to }: LeafRange, read: ReadNode): Uint8Array {
  if (to <= from) throw new LedgerError("range", `There is no subtree over the leaves ${from} to ${to}.`);
  const parts: Uint8Array[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    parts.push(read(level, at / 2 ** level));
    at += 2 ** level;
  }
  return parts.reduceRight((right, left) => nodeHash(left, right));
}
