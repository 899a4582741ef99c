/** A small seeded generator (mulberry32), so that a failing input can be made again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const EDGE_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0b, 0x0c, 0x22, 0x5b, 0x5d, 0x7b, 0x7d, 0x5c, 0x2c];

/** Flips, cuts, repeats or inserts bytes at a few random places. */
export function mutate(body: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(body);
  const rounds = 1 + Math.floor(random() * 4);
  for (let round = 0; round < rounds; round += 1) bytes = mutateOnce(bytes, random);
  return bytes;
}

function mutateOnce(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length);
  const length = Math.floor(random() ** 3 * 64);
  const kind = Math.floor(random() * 6);
  if (kind === 0) bytes[at] = Math.floor(random() * 256);
  else if (kind === 1) bytes[at] = EDGE_BYTES[Math.floor(random() * EDGE_BYTES.length)] ?? 0;
  else if (kind === 2) return Buffer.from(bytes.subarray(0, at));
  else if (kind === 3) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  else if (kind === 4) return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
  else bytes.fill(Math.floor(random() * 256), at, Math.min(at + length, bytes.length));
  return bytes;
}
