import { fromBase64 } from "../hash/base64.ts";
import { sha256 } from "../hash/sha256.ts";
import { LedgerError } from "../ledger-error.ts";
import { nodeHash } from "./node-hash.ts";

/** `frontier.json`: the roots of the complete subtrees of a log of `size` leaves, largest first, in base64. */
export interface FrontierState {
  readonly size: number;
  readonly nodes: readonly string[];
}

/** The right edge of a Merkle tree: all that is needed to append and to know the root. */
export interface Frontier {
  readonly size: () => number;
  /** Keeps the hash itself, not a copy. */
  readonly append: (leafHash: Uint8Array) => void;
  /** Root of the tree so far; SHA-256 of nothing for an empty one. */
  readonly root: () => Buffer;
  readonly state: () => FrontierState;
}

/** A tree to append to, empty or continued. Throws `LedgerError` when the state's nodes do not fit its size. */
export function createFrontier(state: FrontierState = { size: 0, nodes: [] }): Frontier {
  let size = state.size;
  const nodes: Uint8Array[] = state.nodes.map(decodeNode);
  if (!Number.isSafeInteger(size) || size < 0 || nodes.length !== subtrees(size)) {
    throw new LedgerError("format", `A frontier of size ${size} does not have ${nodes.length} nodes.`);
  }
  return {
    size: () => size,
    append(leafHash) {
      let node = leafHash;
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(nodes.pop() ?? node, node);
      nodes.push(node);
      size += 1;
    },
    root: () => bag(nodes),
    state: () => ({ size, nodes: nodes.map((node) => Buffer.from(node).toString("base64")) }),
  };
}

function bag(nodes: readonly Uint8Array[]): Buffer {
  const last = nodes.at(-1);
  if (last === undefined) return sha256("");
  return nodes.slice(0, -1).reduceRight<Buffer>((right, left) => nodeHash(left, right), Buffer.from(last));
}

function decodeNode(text: string): Buffer {
  const node = fromBase64(text);
  if (node?.length !== 32) throw new LedgerError("format", "A frontier node is not 32 bytes of base64.");
  return node;
}

function subtrees(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
