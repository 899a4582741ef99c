interface IntervalDefinition {
  /** The finest tier that can answer it: a daily roll-up only when the day is the UTC day. */
  readonly tier: "raw" | "hour" | "day";
  /** Start of the bucket of TIME in the time zone {tz}, as a DateTime. */
  readonly start: string;
}

/** Buckets of a time series. */
export const INTERVALS = {
  minute: { tier: "raw", start: "toStartOfMinute(TIME)" },
  five_minutes: { tier: "raw", start: "toStartOfFiveMinutes(TIME)" },
  fifteen_minutes: { tier: "raw", start: "toStartOfFifteenMinutes(TIME)" },
  hour: { tier: "hour", start: "toStartOfHour(TIME)" },
  day: { tier: "day", start: "toStartOfDay(TIME, {tz: String})" },
  week: { tier: "day", start: "toDateTime(toMonday(TIME, {tz: String}), {tz: String})" },
  month: { tier: "day", start: "toDateTime(toStartOfMonth(TIME, {tz: String}), {tz: String})" },
} as const satisfies Record<string, IntervalDefinition>;

export type Interval = keyof typeof INTERVALS;
export const INTERVAL_NAMES = Object.keys(INTERVALS) as Interval[];
