import { fromWallClock } from "./from-wall-clock.ts";
import { toWallClock } from "./to-wall-clock.ts";

/** Start (UTC ms) of the local month that is `months` away from the month of that moment. */
export function startOfMonth(atMs: number, timeZone: string, months = 0): number {
  const wall = toWallClock(atMs, timeZone);
  return fromWallClock(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, 1), timeZone);
}
