import type { Binder } from "./create-binder.ts";
import type { Segment } from "./plan-segments.ts";
import type { TimeRange } from "./time-range.ts";

/** The time condition on a roll-up `u`. */
export function rollupTimes(source: Segment["source"], ranges: readonly TimeRange[], binder: Binder): string {
  const bound = source.endsWith("_daily")
    ? (ms: number) => binder.bind("Date", new Date(ms).toISOString().slice(0, 10))
    : (ms: number) => `toDateTime(${binder.bind("Int64", ms / 1000)}, 'UTC')`;
  const column = source.endsWith("_daily") ? "u.day" : "u.hour";
  const conditions = ranges.map(({ fromMs, toMs }) => `(${column} >= ${bound(fromMs)} AND ${column} < ${bound(toMs)})`);
  return `(${conditions.join(" OR ")})`;
}
