import { padShort, sha256Short } from "../hash/sha256-short.ts";

const NODE = padShort(65);
NODE[0] = 1;

/** SHA-256(0x01 || left || right), RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  NODE.set(left, 1);
  NODE.set(right, 33);
  const hash = Buffer.allocUnsafe(32);
  sha256Short(NODE, hash, 0);
  return hash;
}
