/** What this process leaves to the others, from one count of the stored spend to the next. */
export interface Shares {
  /** Pico-dollars of the room of an account that are not for this process to give out. */
  ofOthers(account: string, roomUsd: bigint, processes: number): bigint;
}

/**
 * A process sees its own spend at once and that of the others at the next count. Until then it gives out no more than its
 * equal part of the room that was left at its first look after the count: all together cannot give out more than there is.
 */
export function createShares(): Shares {
  const atFirst = new Map<string, bigint>();
  return {
    ofOthers(account, roomUsd, processes) {
      if (processes <= 1) return 0n;
      const known = atFirst.get(account) ?? roomUsd;
      atFirst.set(account, known);
      return known <= 0n ? 0n : (known * BigInt(processes - 1)) / BigInt(processes);
    },
  };
}
