import type { DailySpend } from "./daily-spend.ts";
import { fitWeekdays, MILLION, type WeekdayFit } from "./fit-weekdays.ts";
import type { RemainingDay } from "./remaining-days.ts";
import { squareRoot } from "./square-root.ts";

const FEWEST_DAYS = 3;
/** Of a normal distribution: four of five outcomes are within, in millionths of a standard deviation. */
const Z = 1_281_552n;
/** The squared standard error of the median of seven days, in millionths of their variance: pi / 2 / 7. */
const LEVEL_VARIANCE = 224_400n;
/** What each day ahead adds to it, because levels move; chosen by looking back over series with and without growth. */
const DRIFT_VARIANCE = 12_000n;

export interface ForecastQuestion {
  /** Whole days before today, also of earlier periods. One that is missing between two others cost nothing. */
  readonly history: readonly DailySpend[];
  /** What the period cost so far, today included. */
  readonly spent: bigint;
  /** Today and the days to come: `remainingDays`. */
  readonly remaining: readonly RemainingDay[];
}

export interface ForecastBasis {
  /** Whole days that it rests on. */
  readonly days: number;
  /** ISO dates. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The part of outcomes that the interval is made to hold. */
  readonly confidence: 0.8;
}

/** At the end of the period, in the unit of the question; `low` is never below what is spent. */
export type Forecast =
  | {
      readonly status: "forecast";
      readonly expected: bigint;
      readonly low: bigint;
      readonly high: bigint;
      /** A median for each weekday, or for any day when there are less than two weeks. */
      readonly method: "weekday_median" | "median";
      readonly basis: ForecastBasis;
    }
  | { readonly status: "too_little"; readonly days: number; readonly needed: number };

/**
 * Spent so far plus a usual day for each day to come: the median of the same weekday over the last six weeks, scaled to
 * the level of the last seven days. Robust: one runaway night changes nothing. The interval adds the spread of single
 * days (independent) and the uncertainty of the level (shared by all days, growing with each day ahead). The past is assumed to go on.
 */
export function forecastSpend({ history, spent, remaining }: ForecastQuestion): Forecast {
  const fit = fitWeekdays(history);
  const [first] = fit.days;
  const last = fit.days.at(-1);
  if (first === undefined || last === undefined || fit.days.length < FEWEST_DAYS)
    return { status: "too_little", days: fit.days.length, needed: FEWEST_DAYS };
  const estimates = remaining.map(({ day, share }) => (fit.estimate(day) * share) / MILLION);
  const rest = estimates.reduce((sum, estimate) => sum + estimate, 0n);
  const margin = marginOf(estimates, rest, fit);
  return {
    status: "forecast",
    expected: spent + rest,
    low: margin > rest ? spent : spent + rest - margin,
    high: spent + rest + margin,
    method: fit.isSeasonal ? "weekday_median" : "median",
    basis: { days: fit.days.length, firstDay: first.day, lastDay: last.day, confidence: 0.8 },
  };
}

function marginOf(estimates: readonly bigint[], rest: bigint, { sigma }: WeekdayFit): bigint {
  const ownDays = estimates.reduce((sum, estimate) => sum + estimate * estimate, 0n);
  const levelVariance = LEVEL_VARIANCE + DRIFT_VARIANCE * BigInt(estimates.length);
  const level = (rest * rest * levelVariance) / MILLION;
  return (squareRoot(ownDays + level) * sigma * Z) / MILLION / MILLION;
}
