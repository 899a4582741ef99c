export { backtestForecast, type Backtest } from "./backtest-forecast.ts";
export type { DailySpend } from "./daily-spend.ts";
export { describeForecast } from "./describe-forecast.ts";
export { type Forecast, type ForecastBasis, type ForecastQuestion, forecastSpend } from "./forecast-spend.ts";
export { type RemainingDay, remainingDays } from "./remaining-days.ts";
