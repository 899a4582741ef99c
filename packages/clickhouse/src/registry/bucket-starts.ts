import { fromWallClock, toWallClock } from "@spanledger/calendar";
import type { Interval } from "./intervals.ts";
import type { TimeRange } from "./time-range.ts";

const FIXED_MS: Partial<Record<Interval, number>> = {
  minute: 60_000,
  five_minutes: 300_000,
  fifteen_minutes: 900_000,
  hour: 3_600_000,
};

const MAX_BUCKETS = 20_000;

/** The starts (UTC ms) of all buckets that touch the range, in order: what makes a series dense. @throws RangeError beyond 20,000 */
export function bucketStarts(range: TimeRange, interval: Interval, timeZone: string): number[] {
  const starts: number[] = [];
  let start = bucketStart(range.fromMs, interval, timeZone);
  while (start < range.toMs) {
    if (starts.length === MAX_BUCKETS)
      throw new RangeError(`More than ${MAX_BUCKETS} buckets: choose a longer interval`);
    starts.push(start);
    start = nextStart(start, interval, timeZone);
  }
  return starts;
}

function bucketStart(atMs: number, interval: Interval, timeZone: string): number {
  const fixed = FIXED_MS[interval];
  if (fixed !== undefined) return Math.floor(atMs / fixed) * fixed;
  const local = toWallClock(atMs, timeZone);
  local.setUTCHours(0, 0, 0, 0);
  if (interval === "week") local.setUTCDate(local.getUTCDate() - ((local.getUTCDay() + 6) % 7));
  if (interval === "month") local.setUTCDate(1);
  return fromWallClock(local.getTime(), timeZone);
}

function nextStart(startMs: number, interval: Interval, timeZone: string): number {
  const fixed = FIXED_MS[interval];
  if (fixed !== undefined) return startMs + fixed;
  const local = toWallClock(startMs, timeZone);
  if (interval === "month") local.setUTCMonth(local.getUTCMonth() + 1, 1);
  else local.setUTCDate(local.getUTCDate() + (interval === "week" ? 7 : 1));
  local.setUTCHours(0, 0, 0, 0);
  return fromWallClock(local.getTime(), timeZone);
}
