/** How many tails may be open, in this process and for one key: each of them asks the database every second. */
export interface StreamSlots {
  /** A function that gives the slot back; null when all are taken. */
  take(keyId: string): (() => void) | null;
}

export function createStreamSlots(limits: { readonly total: number; readonly perKey: number }): StreamSlots {
  const open = new Map<string, number>();
  let total = 0;
  return {
    take(keyId) {
      const own = open.get(keyId) ?? 0;
      if (total >= limits.total || own >= limits.perKey) return null;
      let isTaken = true;
      total += 1;
      open.set(keyId, own + 1);
      return () => {
        if (!isTaken) return;
        isTaken = false;
        total -= 1;
        const left = (open.get(keyId) ?? 1) - 1;
        if (left === 0) open.delete(keyId);
        else open.set(keyId, left);
      };
    },
  };
}
