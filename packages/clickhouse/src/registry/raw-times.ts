import type { Binder } from "./create-binder.ts";
import type { TimeRange } from "./time-range.ts";

/** The time condition on `spans` or `adjustments`, by the alias of the table. */
export function rawTimes(ranges: readonly TimeRange[], binder: Binder): (table: string) => string {
  const time = (ms: number) => `fromUnixTimestamp64Nano(${binder.bind("Int64", BigInt(ms) * 1_000_000n)}, 'UTC')`;
  const bounds = ranges.map(({ fromMs, toMs }) => ({ from: time(fromMs), to: time(toMs) }));
  return (table) =>
    `(${bounds.map(({ from, to }) => `(${table}.start_time >= ${from} AND ${table}.start_time < ${to})`).join(" OR ")})`;
}
