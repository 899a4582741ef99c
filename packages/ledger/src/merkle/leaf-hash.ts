import { padShort, sha256Short } from "../hash/sha256-short.ts";
import { ONE_SHOT, sha256 } from "../hash/sha256.ts";
import { ENTRY_BYTES } from "../entry/entry.ts";

const LEAF = padShort(1 + ENTRY_BYTES);
const MESSAGE = LEAF.subarray(0, 1 + ENTRY_BYTES);

/** SHA-256(0x00 || leaf), RFC 6962 §2.1. Entries of 96 bytes take the short way, any other leaf is hashed as it is. */
export function leafHash(leaf: Uint8Array): Buffer {
  if (leaf.length !== ENTRY_BYTES) return sha256(Buffer.concat([ZERO, leaf]));
  LEAF.set(leaf, 1);
  if (ONE_SHOT) return sha256(MESSAGE);
  const hash = Buffer.allocUnsafe(32);
  sha256Short(LEAF, hash, 0);
  return hash;
}

const ZERO = Buffer.of(0);
