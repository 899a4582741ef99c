import { nodeHash } from "./node-hash.ts";

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162 §2.1.4.2. Equal sizes need equal roots and an empty proof; an empty old tree is continued by any tree. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize)) return false;
  if (oldSize < 0 || oldSize > newSize || proof.some((hash) => hash.length !== 32)) return false;
  if (oldSize === newSize) return proof.length === 0 && Buffer.compare(oldRoot, newRoot) === 0;
  if (oldSize === 0) return proof.length === 0;
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  const reached = climb({ oldSize, newSize, first, rest });
  return (
    reached !== undefined &&
    Buffer.compare(reached.oldHash, oldRoot) === 0 &&
    Buffer.compare(reached.newHash, newRoot) === 0
  );
}

interface Climb {
  readonly oldSize: number;
  readonly newSize: number;
  readonly first: Uint8Array;
  readonly rest: readonly Uint8Array[];
}

function climb({ oldSize, newSize, first, rest }: Climb): { oldHash: Uint8Array; newHash: Uint8Array } | undefined {
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) [fn, sn] = [(fn - 1) / 2, Math.floor(sn / 2)];
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? { oldHash, newHash } : undefined;
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
