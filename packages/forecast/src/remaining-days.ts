import { addDays } from "./add-days.ts";
import { MILLION } from "./fit-weekdays.ts";

/** A day that is not over. */
export interface RemainingDay {
  /** ISO date. */
  readonly day: string;
  /** How much of it is still to come, in millionths. */
  readonly share: bigint;
}

/**
 * Today with what is left of it, then the whole days before `until` (exclusive).
 * `elapsed` is the part of today that is over, from 0 to 1.
 */
export function remainingDays(period: {
  readonly today: string;
  readonly elapsed: number;
  readonly until: string;
}): RemainingDay[] {
  const { today, elapsed, until } = period;
  if (today >= until) return [];
  const left = MILLION - BigInt(Math.round(Math.min(1, Math.max(0, elapsed)) * Number(MILLION)));
  const days: RemainingDay[] = [{ day: today, share: left }];
  for (let day = addDays(today, 1); day < until; day = addDays(day, 1)) days.push({ day, share: MILLION });
  return days;
}
