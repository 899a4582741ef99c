import { LedgerError } from "../ledger-error.ts";
import { nodeHash } from "./node-hash.ts";
import type { ReadNode } from "./subtree-root.ts";

export interface NodeStore {
  readonly append: (leafHash: Uint8Array) => void;
  readonly size: () => number;
  readonly read: ReadNode;
}

/** Every complete subtree in memory, 64 bytes per leaf: for proofs over logs that fit, such as one range's. */
export function createNodeStore(): NodeStore {
  const levels: Uint8Array[][] = [[]];
  return {
    append(leafHash) {
      let node = leafHash;
      for (let level = 0; ; level += 1) {
        const row = (levels[level] ??= []);
        row.push(node);
        const left = row.at(-2);
        if (row.length % 2 === 1 || left === undefined) return;
        node = nodeHash(left, node);
      }
    },
    size: () => levels[0]?.length ?? 0,
    read(level, index) {
      const node = levels[level]?.[index];
      if (node === undefined) throw new LedgerError("range", `Subtree ${index} of level ${level} is not stored.`);
      return node;
    },
  };
}
