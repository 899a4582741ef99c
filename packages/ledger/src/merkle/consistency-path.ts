import { LedgerError } from "../ledger-error.ts";
import { type LeafRange, splitRange } from "./leaf-range.ts";

/**
 * The subtrees whose roots prove that the tree of `newSize` leaves continues the one of `oldSize`, in the order of the
 * proof (RFC 9162 §2.1.4.1). Empty for equal sizes and for an empty old tree.
 */
export function consistencyPath(oldSize: number, newSize: number): LeafRange[] {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 0 || oldSize > newSize) {
    throw new LedgerError("range", `A tree of ${newSize} leaves cannot continue one of ${oldSize}.`);
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  const path: LeafRange[] = [];
  let range: LeafRange = { from: 0, to: newSize };
  while (range.to !== oldSize) {
    const split = splitRange(range);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    path.push(oldSize <= split ? right : left);
    range = oldSize <= split ? left : right;
  }
  return (range.from === 0 ? path : [...path, range]).reverse();
}
