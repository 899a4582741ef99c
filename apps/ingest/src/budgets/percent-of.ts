/** What part of a limit an amount is, in percent with one decimal, rounded down. */
export function percentOf(amount: bigint, limit: bigint): number {
  return limit === 0n ? 0 : Number((amount * 1_000n) / limit) / 10;
}
