import { fromWallClock, toWallClock } from "@spanledger/calendar";
import type { BudgetPeriod } from "./budget.ts";

export interface PeriodRange {
  /** UTC milliseconds, inclusive. */
  readonly fromMs: number;
  /** UTC milliseconds, exclusive; a rolling window ends with the moment asked for. */
  readonly toMs: number;
  /** Says which period it is: the same all through it. A rolling window has a new one each time its length has passed. */
  readonly key: string;
}

const DAY_MS = 86_400_000;

/** The period of a budget that a moment falls in, in wall time of the zone: a day of 23 or 25 hours is one day. */
export function periodAt(nowMs: number, period: BudgetPeriod, timeZone: string): PeriodRange {
  if (period.kind === "rolling") {
    const lengthMs = period.days * DAY_MS;
    return { fromMs: nowMs - lengthMs, toMs: nowMs, key: `rolling-${Math.floor(nowMs / lengthMs)}` };
  }
  const start = toWallClock(nowMs, timeZone);
  start.setUTCHours(0, 0, 0, 0);
  if (period.kind === "week") start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  if (period.kind === "month") start.setUTCDate(1);
  const end = new Date(start);
  if (period.kind === "month") end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + (period.kind === "week" ? 7 : 1));
  return {
    fromMs: fromWallClock(start.getTime(), timeZone),
    toMs: fromWallClock(end.getTime(), timeZone),
    key: start.toISOString().slice(0, 10),
  };
}
