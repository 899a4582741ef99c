import { sha256 } from "../hash/sha256.ts";

/** The 16 bytes that say which system of which project an entry belongs to, without naming either. */
export function scopeTag(project: string, system: string): Buffer {
  return sha256(`trace-scope/v1\n${project}\n${system}`).subarray(0, 16);
}
