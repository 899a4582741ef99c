import { addDays } from "./add-days.ts";
import type { DailySpend } from "./daily-spend.ts";
import { median } from "./median.ts";
import { weekdayOf } from "./weekday-of.ts";

/** Ratios are integers in millionths, so that no step is a float. */
export const MILLION = 1_000_000n;
/** Older days say little about the next ones. */
const LOOK_BACK_DAYS = 42;
/** The window whose median ratio is the level of today: long enough for one odd day, short enough for a new price. */
const LEVEL_DAYS = 7;
/** From two weeks on each weekday has a median of its own. */
const SEASONAL_DAYS = 14;
/** Makes a median absolute deviation comparable with a standard deviation, in millionths. */
const MAD_TO_SIGMA = 1_482_600n;

/** How a usual day looks. */
export interface WeekdayFit {
  readonly isSeasonal: boolean;
  /** The days that it was made of, without gaps. */
  readonly days: readonly DailySpend[];
  readonly estimate: (day: string) => bigint;
  /** Of a day around its estimate, as a part of it in millionths. */
  readonly sigma: bigint;
}

/** Median per weekday, scaled to the level of the last seven days; the spread is the scaled median absolute deviation. */
export function fitWeekdays(history: readonly DailySpend[]): WeekdayFit {
  const days = withoutGaps(history).slice(-LOOK_BACK_DAYS);
  const isSeasonal = days.length >= SEASONAL_DAYS;
  const typical = Array.from({ length: 7 }, (_, weekday) =>
    median(days.filter(({ day }) => !isSeasonal || weekdayOf(day) === weekday).map(({ spend }) => spend)),
  );
  const ratios = days.flatMap(({ day, spend }) => {
    const usual = typical[weekdayOf(day)] ?? 0n;
    return usual > 0n ? [(spend * MILLION) / usual] : [];
  });
  const level = ratios.length === 0 ? MILLION : median(ratios.slice(-LEVEL_DAYS));
  const deviations = ratios.map((ratio) => (ratio > level ? ratio - level : level - ratio));
  const spread = level === 0n ? 0n : (median(deviations) * MAD_TO_SIGMA) / level;
  return {
    isSeasonal,
    days,
    estimate: (day) => ((typical[weekdayOf(day)] ?? 0n) * level) / MILLION,
    sigma: widened(spread, ratios.length, isSeasonal ? 7 : 1),
  };
}

/** Medians fitted to the same few days make those look too close. */
function widened(spread: bigint, days: number, fitted: number): bigint {
  return days > fitted ? (spread * BigInt(days)) / BigInt(days - fitted) : spread;
}

/** From the first day with spend; a day that is missing in between cost nothing. */
function withoutGaps(history: readonly DailySpend[]): DailySpend[] {
  const byDay = new Map<string, bigint>();
  for (const { day, spend } of history) byDay.set(day, (byDay.get(day) ?? 0n) + spend);
  const known = [...byDay.keys()].toSorted();
  const first = known.find((day) => byDay.get(day) !== 0n);
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [];
  const days: DailySpend[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push({ day, spend: byDay.get(day) ?? 0n });
  return days;
}
