import { zoneOffsetMs } from "./zone-offset-ms.ts";

/** The zone's wall clock at that moment, its fields as if they were UTC: for calendar arithmetic with `setUTC…`. */
export function toWallClock(atMs: number, timeZone: string): Date {
  return new Date(atMs + zoneOffsetMs(atMs, timeZone));
}
