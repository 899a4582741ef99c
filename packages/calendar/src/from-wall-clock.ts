import { zoneOffsetMs } from "./zone-offset-ms.ts";

/**
 * The moment (UTC ms) at which the wall clock of the zone shows the fields that `wallMs` has as UTC; the later reading
 * in an hour that is skipped. The second try corrects for an offset that changed in between.
 */
export function fromWallClock(wallMs: number, timeZone: string): number {
  const guess = wallMs - zoneOffsetMs(wallMs, timeZone);
  return wallMs - zoneOffsetMs(guess, timeZone);
}
