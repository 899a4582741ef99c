import type { Forecast } from "./forecast-spend.ts";

/** The method in words, for the place where the figure is shown. */
export function describeForecast(forecast: Forecast): string {
  if (forecast.status === "too_little")
    return `A forecast needs ${forecast.needed} whole days with spend; there are ${forecast.days}.`;
  const { days, firstDay, lastDay } = forecast.basis;
  const usual =
    forecast.method === "weekday_median"
      ? "the median of the same weekday, scaled to the level of the last seven days"
      : "the median of all days, scaled to the level of the last seven";
  return `Spent so far plus, for each day to come, ${usual}. From ${days} whole days, ${firstDay} to ${lastDay}. If they go on like this, four of five outcomes are within the interval; single odd days do not move it.`;
}
