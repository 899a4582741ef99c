/** Shorter texts are looked up first: attribute keys, model names and the like come again and again. */
const CACHED_LENGTH = 64;
const SLOTS = 4_096;
const cache: string[] = Array.from({ length: SLOTS }, () => "");

/** UTF-8 between two offsets as a string; broken sequences become U+FFFD. */
export function readText(bytes: Buffer, from: number, to: number): string {
  const length = to - from;
  if (length === 0) return "";
  if (length > CACHED_LENGTH) return bytes.toString("utf8", from, to);
  const slot = slotOf(bytes, from, length);
  const cached = cache[slot];
  if (cached !== undefined && cached.length === length && startsWith(bytes, from, cached)) return cached;
  const text = bytes.toString("utf8", from, to);
  cache[slot] = text;
  return text;
}

/** A few bytes tell keys apart well enough; a collision only costs a miss. */
function slotOf(bytes: Buffer, from: number, length: number): number {
  const last = from + length - 1;
  const middle = from + (length >> 1);
  let hash = Math.imul(length, 31) + (bytes[from] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[middle - 1] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[middle] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[last - 1] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[last - 3] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[last] ?? 0);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

/** Only true for ASCII: a longer encoding never has equal length and equal units. */
function startsWith(bytes: Buffer, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const byte = bytes[from + at] ?? 0;
    if (text.charCodeAt(at) !== byte || byte > 0x7f) return false;
  }
  return true;
}
