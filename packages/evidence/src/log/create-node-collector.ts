import { type FrontierState, type LeafRange, LedgerError, nodeHash, type ReadNode, sha256 } from "@spanledger/ledger";

/** Hashes leaves into a tree and keeps of it only what the proofs need. */
export interface NodeCollector {
  readonly append: (leafHash: Uint8Array) => void;
  readonly size: () => number;
  /** Root of the tree so far, 32 bytes. */
  readonly root: () => Buffer;
  /** The right edge of the tree so far, as `frontier.json` has it. */
  readonly state: () => FrontierState;
  /** A wanted subtree. Throws `LedgerError` for one that was not wanted or is not complete. */
  readonly read: ReadNode;
}

/**
 * Continues the tree of `state`. `wanted` are the ranges that proofs will ask for (RFC 9162 §2.1.3, §2.1.4): the
 * complete subtrees they consist of are kept when they come by, 32 bytes each, whatever the size of the log.
 */
export function createNodeCollector(state: FrontierState, wanted: readonly LeafRange[]): NodeCollector {
  const kept = new Map<string, Buffer>(wanted.flatMap(subtreesOf).map((key) => [key, EMPTY]));
  const edge: { readonly level: number; readonly hash: Buffer }[] = [];
  let size = state.size;
  let at = 0;
  for (const node of state.nodes) {
    const level = Math.floor(Math.log2(size - at));
    const hash = Buffer.from(node, "base64");
    keep(level, at / 2 ** level, hash);
    edge.push({ level, hash });
    at += 2 ** level;
  }

  function keep(level: number, index: number, hash: Buffer): void {
    const key = `${level}:${index}`;
    if (kept.has(key)) kept.set(key, hash);
  }

  return {
    append(leafHash) {
      let hash: Buffer = Buffer.from(leafHash);
      let level = 0;
      keep(0, size, hash);
      for (let left = edge.at(-1); left?.level === level; left = edge.at(-1)) {
        hash = nodeHash(left.hash, hash);
        edge.pop();
        level += 1;
        keep(level, Math.floor(size / 2 ** level), hash);
      }
      edge.push({ level, hash });
      size += 1;
    },
    size: () => size,
    root() {
      const hashes = edge.map(({ hash }) => hash);
      return hashes.length === 0 ? sha256("") : hashes.reduceRight((right, left) => nodeHash(left, right));
    },
    state: () => ({ size, nodes: edge.map(({ hash }) => hash.toString("base64")) }),
    read(level, index) {
      const node = kept.get(`${level}:${index}`);
      if (node === undefined || node === EMPTY) {
        throw new LedgerError("range", `Subtree ${index} of level ${level} did not come by.`);
      }
      return node;
    },
  };
}

const EMPTY = Buffer.alloc(0);

/** `level:index` of the complete subtrees that a range consists of, as `subtreeRoot` asks for them. */
function subtreesOf({ from, to }: LeafRange): string[] {
  const keys: string[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    keys.push(`${level}:${at / 2 ** level}`);
    at += 2 ** level;
  }
  return keys;
}
