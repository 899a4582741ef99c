import type { TimeRange } from "./time-range.ts";
import { zoneOffsetMs } from "@spanledger/calendar";

const STEP_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Whether the zone is whole hours away from UTC throughout the range, so that UTC hours add up to its days. */
export function wholeHourOffsets({ fromMs, toMs }: TimeRange, timeZone: string): boolean {
  for (let at = fromMs; at < toMs; at += STEP_MS) {
    if (zoneOffsetMs(at, timeZone) % HOUR_MS !== 0) return false;
  }
  return zoneOffsetMs(toMs, timeZone) % HOUR_MS === 0;
}
