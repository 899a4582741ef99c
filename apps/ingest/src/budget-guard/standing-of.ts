import type { Account, Counter } from "../budgets/budget-book.ts";

/** How a blocking budget stands, in pico-dollars. */
export interface Standing {
  readonly limitUsd: bigint;
  readonly graceUsd: bigint;
  readonly spentUsd: bigint;
  /** What may still be spent, grace included; 0 or less is blocked. */
  readonly roomUsd: bigint;
  /** Of one call; 0 before the first. */
  readonly meanUsd: bigint;
  readonly enforce: "reserve" | "none";
}

/** Below this part of the amount, in percent, and with room for many calls, nobody has to ask. */
const NEAR_PERCENT = 80n;
const CALLS_AT_ONCE = 500n;

/**
 * Where a budget stands. In another currency the room is converted at today's rate (`rate`: units per dollar in 10^-12);
 * null without one, since a limit is not guessed.
 */
export function standingOf(
  { watched }: Pick<Account, "watched">,
  counter: Pick<Counter, "spent" | "spentUsd" | "calls">,
  rate: bigint | null,
): Standing | null {
  if (rate === null || rate === 0n) return null;
  const inUsd = (amount: bigint) => amount / rate;
  const graceUsd = inUsd(watched.grace);
  const leftUsd = inUsd(watched.limit - counter.spent);
  const roomUsd = leftUsd + graceUsd;
  const meanUsd = counter.calls > 0 && counter.spentUsd > 0n ? counter.spentUsd / BigInt(counter.calls) : 0n;
  const isNear = counter.spent * 100n >= watched.limit * NEAR_PERCENT;
  const isFar = meanUsd > 0n && !isNear && roomUsd > meanUsd * CALLS_AT_ONCE;
  return {
    limitUsd: counter.spentUsd + leftUsd,
    graceUsd,
    spentUsd: counter.spentUsd,
    roomUsd,
    meanUsd,
    enforce: isFar ? "none" : "reserve",
  };
}
