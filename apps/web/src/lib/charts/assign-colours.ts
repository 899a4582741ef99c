export const PALETTE_SIZE = 8;

/**
 * A palette slot per entity. The preferred slot comes from the name alone; entities known first (`universe`, biggest
 * first) keep theirs, so that one entity has one colour on every page of the project.
 */
export function assignColours(universe: readonly string[], shown: readonly string[]): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const leaders = universe.slice(0, PALETTE_SIZE).toSorted();
  claim(leaders, slots);
  const taken = new Set(shown.filter((name) => slots.has(name)).map((name) => slots.get(name)));
  for (const name of shown.toSorted()) {
    if (slots.has(name)) continue;
    const slot = probe(name, taken);
    slots.set(name, slot);
    taken.add(slot);
  }
  return slots;
}

function claim(names: readonly string[], slots: Map<string, number>): void {
  const taken = new Set<number | undefined>();
  for (const name of names) {
    const slot = probe(name, taken);
    slots.set(name, slot);
    taken.add(slot);
  }
}

function probe(name: string, taken: ReadonlySet<number | undefined>): number {
  const preferred = hash(name) % PALETTE_SIZE;
  for (let step = 0; step < PALETTE_SIZE; step++) {
    const slot = (preferred + step) % PALETTE_SIZE;
    if (!taken.has(slot)) return slot;
  }
  return preferred;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
