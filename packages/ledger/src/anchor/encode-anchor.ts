import { writeUint64 } from "../entry/uint64.ts";
import { sha256 } from "../hash/sha256.ts";

/** One log's checkpoint as a leaf of the log of logs. */
export interface Anchor {
  readonly seq: number;
  readonly timeUs: number;
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Leaf hash of the same origin's previous anchor; absent for its first. */
  readonly previous?: Uint8Array;
}

/** The 128 bytes of an anchor leaf. */
export function encodeAnchor({ seq, timeUs, origin, size, root, previous }: Anchor): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write("TRA1", 0, "ascii");
  writeUint64(bytes, seq, 8);
  writeUint64(bytes, timeUs, 16);
  writeUint64(bytes, size, 24);
  bytes.set(sha256(origin), 32);
  bytes.set(root, 64);
  if (previous !== undefined) bytes.set(previous, 96);
  return bytes;
}
