/** Remembers trace ids that left the window in a few bits each. May say yes for a trace never seen, never no for one seen lately. */
export interface SeenTraces {
  add(key: string): void;
  has(key: string): boolean;
}

const HASHES = 4;

/** Two generations of a Bloom filter: the older one is dropped when the newer one is full. 8 bits a trace. */
export function createSeenTraces(capacity: number): SeenTraces {
  const bits = Math.max(1_024, capacity * 8);
  let newer = new Uint8Array(bits >> 3);
  let older = new Uint8Array(bits >> 3);
  let count = 0;
  const size = newer.length * 8;
  return {
    add(key) {
      if (count >= capacity) {
        [older, newer] = [newer, older.fill(0)];
        count = 0;
      }
      count++;
      const { first, step } = hash(key);
      for (let turn = 0; turn < HASHES; turn++) {
        const bit = (first + turn * step) % size;
        newer[bit >> 3] = (newer[bit >> 3] ?? 0) | (1 << (bit & 7));
      }
    },
    has(key) {
      const hashes = hash(key);
      return isIn(newer, hashes) || isIn(older, hashes);
    },
  };
}

interface Hashes {
  readonly first: number;
  readonly step: number;
}

function isIn(filter: Uint8Array, { first, step }: Hashes): boolean {
  const size = filter.length * 8;
  for (let turn = 0; turn < HASHES; turn++) {
    const bit = (first + turn * step) % size;
    if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** FNV-1a from two seeds. */
function hash(key: string): Hashes {
  let first = 0x811c9dc5;
  let step = 0x01234567;
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    step = Math.imul(step ^ code, 0x85ebca6b);
  }
  return { first: first >>> 0, step: (step | 1) >>> 0 };
}
