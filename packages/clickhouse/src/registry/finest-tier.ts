import { INTERVALS, type Interval } from "./intervals.ts";
import type { Tier } from "./plan-segments.ts";
import type { TimeRange } from "./time-range.ts";
import { wholeHourOffsets } from "./whole-hour-offsets.ts";

/** Buckets of a time series. */
export interface Buckets {
  readonly interval: Interval;
  /** IANA name. */
  readonly timeZone: string;
}

/** The longest unit that the buckets are made of: a daily roll-up is no help for days of another time zone. */
export function finestTier(range: TimeRange, buckets: Buckets | undefined): Tier {
  if (buckets === undefined) return "day";
  const { tier } = INTERVALS[buckets.interval];
  if (tier !== "day" || buckets.timeZone === "UTC") return tier;
  return wholeHourOffsets(range, buckets.timeZone) ? "hour" : "raw";
}
