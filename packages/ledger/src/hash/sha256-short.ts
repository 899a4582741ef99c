/**
 * SHA-256 of a message of 56 to 119 bytes, i.e. of exactly two blocks, written to `out` at `at`. The tree hashes 97
 * bytes per leaf and 65 per node; without `crypto.hash` a call into OpenSSL costs twice as much as hashing here.
 *
 * `block` is 128 bytes long and holds the message already followed by its padding (`padShort`).
 */
export function sha256Short(block: Uint8Array, out: Uint8Array, at: number): void {
  STATE.set(START);
  compress(block, 0);
  compress(block, 64);
  for (let word = 0; word < 8; word += 1) {
    const value = STATE[word] ?? 0;
    const offset = at + word * 4;
    out[offset] = value >>> 24;
    out[offset + 1] = value >>> 16;
    out[offset + 2] = value >>> 8;
    out[offset + 3] = value;
  }
}

/** A 128-byte block whose first `length` bytes are the caller's to fill; the padding of SHA-256 is in place. */
export function padShort(length: number): Buffer {
  const block = Buffer.alloc(128);
  block[length] = 0x80;
  block.writeUInt32BE(length * 8, 124);
  return block;
}

const START = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const ROUND = roundConstants();
const STATE = new Int32Array(8);
const WORDS = new Int32Array(64);

function compress(block: Uint8Array, from: number): void {
  const w = WORDS;
  schedule(block, from, w);
  let a = STATE[0] as number;
  let b = STATE[1] as number;
  let c = STATE[2] as number;
  let d = STATE[3] as number;
  let e = STATE[4] as number;
  let f = STATE[5] as number;
  let g = STATE[6] as number;
  let h = STATE[7] as number;
  for (let i = 0; i < 64; i += 1) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + high + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (w[i] as number)) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  STATE[0] = (STATE[0] as number) + a;
  STATE[1] = (STATE[1] as number) + b;
  STATE[2] = (STATE[2] as number) + c;
  STATE[3] = (STATE[3] as number) + d;
  STATE[4] = (STATE[4] as number) + e;
  STATE[5] = (STATE[5] as number) + f;
  STATE[6] = (STATE[6] as number) + g;
  STATE[7] = (STATE[7] as number) + h;
}

function schedule(block: Uint8Array, from: number, w: Int32Array): void {
  for (let i = 0, at = from; i < 16; i += 1, at += 4) {
    w[i] =
      ((block[at] as number) << 24) |
      ((block[at + 1] as number) << 16) |
      ((block[at + 2] as number) << 8) |
      (block[at + 3] as number);
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (s0 + s1 + (w[i - 7] as number) + (w[i - 16] as number)) | 0;
  }
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
function roundConstants(): Int32Array {
  const constants: number[] = [];
  for (let candidate = 2; constants.length < 64; candidate += 1) {
    if (isPrime(candidate)) constants.push(Math.floor((Math.cbrt(candidate) % 1) * 2 ** 32));
  }
  return Int32Array.from(constants, (value) => value | 0);
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return true;
}
