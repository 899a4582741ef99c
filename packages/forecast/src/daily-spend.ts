/** What one calendar day cost, in pico-dollars or the same fraction of any other currency. */
export interface DailySpend {
  /** ISO date in the zone in which the caller counts days. */
  readonly day: string;
  readonly spend: bigint;
}
