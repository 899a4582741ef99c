import { LedgerError } from "../ledger-error.ts";
import { type LeafRange, splitRange } from "./leaf-range.ts";

/**
 * The subtrees whose roots prove that leaf `index` is in a tree of `size` leaves, in the order of the proof
 * (RFC 9162 §2.1.3.1). Throws `LedgerError` when the leaf is not in the tree.
 */
export function inclusionPath(index: number, size: number): LeafRange[] {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    throw new LedgerError("range", `Leaf ${index} is not in a tree of ${size}.`);
  }
  const path: LeafRange[] = [];
  let range: LeafRange = { from: 0, to: size };
  while (range.to - range.from > 1) {
    const split = splitRange(range);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    path.push(index < split ? right : left);
    range = index < split ? left : right;
  }
  return path.reverse();
}
