import { zoneOffset } from "./zone-offset.ts";

/** The instant at which the wall clock in `timeZone` shows the given fields; the later reading in a skipped hour. */
export function fromWallClock(wallMs: number, timeZone: string): number {
  const guess = wallMs - zoneOffset(wallMs, timeZone);
  return wallMs - zoneOffset(guess, timeZone);
}

/** Wall-clock fields as if they were UTC, for calendar arithmetic with `Date.UTC`. */
export function toWallClock(ms: number, timeZone: string): Date {
  return new Date(ms + zoneOffset(ms, timeZone));
}

/** Start of the local day that is `days` away from the day of `ms`. */
export function startOfDay(ms: number, timeZone: string, days = 0): number {
  const wall = toWallClock(ms, timeZone);
  return fromWallClock(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + days), timeZone);
}

/** Start of the local month that is `months` away from the month of `ms`. */
export function startOfMonth(ms: number, timeZone: string, months = 0): number {
  const wall = toWallClock(ms, timeZone);
  return fromWallClock(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, 1), timeZone);
}
