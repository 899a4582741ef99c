import { addDays } from "./add-days.ts";
import type { DailySpend } from "./daily-spend.ts";
import { forecastSpend } from "./forecast-spend.ts";
import { remainingDays } from "./remaining-days.ts";

/** How the forecast would have done. */
export interface Backtest {
  /** Forecasts made; null figures when there was none. */
  readonly runs: number;
  /** Part of the outcomes within the interval, 0 to 1. */
  readonly coverage: number | null;
  /** Median of |expected - actual| / actual, over the outcomes above 0. */
  readonly medianError: number | null;
}

/**
 * Forecasts the `horizon` days after each day that has at least `atLeast` days before it, from these alone, and compares
 * with what they cost. `history` has to be in order and without gaps.
 */
export function backtestForecast(
  history: readonly DailySpend[],
  { horizon, atLeast }: { readonly horizon: number; readonly atLeast: number },
): Backtest {
  const errors: number[] = [];
  let runs = 0;
  let within = 0;
  for (let end = atLeast; end + horizon <= history.length; end++) {
    const today = history[end]?.day ?? "";
    const forecast = forecastSpend({
      history: history.slice(0, end),
      spent: 0n,
      remaining: remainingDays({ today, elapsed: 0, until: addDays(today, horizon) }),
    });
    if (forecast.status !== "forecast") continue;
    const actual = history.slice(end, end + horizon).reduce((sum, { spend }) => sum + spend, 0n);
    runs++;
    if (forecast.low <= actual && actual <= forecast.high) within++;
    if (actual > 0n) errors.push(Math.abs(Number(forecast.expected - actual)) / Number(actual));
  }
  return { runs, coverage: runs === 0 ? null : within / runs, medianError: middle(errors) };
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}
