import { fromWallClock } from "./from-wall-clock.ts";
import { toWallClock } from "./to-wall-clock.ts";

/** Start (UTC ms) of the local day that is `days` away from the day of that moment. */
export function startOfDay(atMs: number, timeZone: string, days = 0): number {
  const wall = toWallClock(atMs, timeZone);
  return fromWallClock(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + days), timeZone);
}
