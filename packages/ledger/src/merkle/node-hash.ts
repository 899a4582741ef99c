import { padShort, sha256Short } from "../hash/sha256-short.ts";
import { ONE_SHOT, sha256 } from "../hash/sha256.ts";

const NODE = padShort(65);
const MESSAGE = NODE.subarray(0, 65);
NODE[0] = 1;

/** SHA-256(0x01 || left || right), RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  NODE.set(left, 1);
  NODE.set(right, 33);
  if (ONE_SHOT) return sha256(MESSAGE);
  const hash = Buffer.allocUnsafe(32);
  sha256Short(NODE, hash, 0);
  return hash;
}
