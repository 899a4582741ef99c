import { spendOverTime, totals, type ProjectReader } from "@spanledger/clickhouse";
import { describeForecast, forecastSpend, remainingDays, type Forecast } from "@spanledger/forecast";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { startOfDay, startOfMonth, toWallClock } from "@spanledger/calendar";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const LOOK_BACK_DAYS = 42;

export interface MonthForecast {
  /** Half-open, in the project's time zone. */
  readonly monthFromMs: number;
  readonly monthToMs: number;
  readonly spentUsd: string;
  /** Of this month, and not in any of the amounts. */
  readonly unknownCalls: number;
  /** null when there are too few days. */
  readonly forecast: {
    readonly expectedUsd: string;
    readonly lowUsd: string;
    readonly highUsd: string;
  } | null;
  /** The method, or why there is none. */
  readonly method: string;
}

/** The window of days that a forecast of the running month rests on, up to the end of today. */
export function forecastWindow(nowMs: number, timeZone: string): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Math.min(startOfDay(nowMs, timeZone, -LOOK_BACK_DAYS), startOfMonth(nowMs, timeZone));
  return { fromMs, toMs: startOfDay(nowMs, timeZone, 1) };
}

/** What the running calendar month will cost, in the currency of the question's rates. Its range plays no part. */
export async function forecastMonth(
  reader: ProjectReader,
  { filters, rates, timeZone }: ScopedQuestion,
  nowMs: number,
): Promise<MonthForecast> {
  const range = forecastWindow(nowMs, timeZone);
  const monthFromMs = startOfMonth(nowMs, timeZone);
  const ask = { filters: [...filters], rates };
  const [daily, month] = await Promise.all([
    spendOverTime(reader, { ...ask, range, interval: "day", timeZone }),
    totals(reader, { ...ask, range: { fromMs: monthFromMs, toMs: range.toMs } }),
  ]);
  const today = startOfDay(nowMs, timeZone);
  const points = daily.series[0]?.points ?? [];
  const history = daily.buckets.flatMap((startMs, index) =>
    startMs < today ? [{ day: dayOf(startMs, timeZone), spend: parseAmount(points[index]?.costUsd ?? "0") }] : [],
  );
  const spentUsd = month.current.costUsd ?? "0";
  const monthToMs = startOfMonth(nowMs, timeZone, 1);
  const forecast = forecastSpend({
    history,
    spent: parseAmount(spentUsd),
    remaining: remainingDays({
      today: dayOf(nowMs, timeZone),
      elapsed: (nowMs - today) / (range.toMs - today),
      until: dayOf(monthToMs, timeZone),
    }),
  });
  return {
    monthFromMs,
    monthToMs,
    spentUsd,
    unknownCalls: month.current.unpricedCalls + month.current.noUsageCalls,
    forecast: amountsOf(forecast),
    method: describeForecast(forecast),
  };
}

function amountsOf(forecast: Forecast): MonthForecast["forecast"] {
  if (forecast.status === "too_little") return null;
  return {
    expectedUsd: amountToDecimal(forecast.expected),
    lowUsd: amountToDecimal(forecast.low),
    highUsd: amountToDecimal(forecast.high),
  };
}

function dayOf(ms: number, timeZone: string): string {
  return toWallClock(ms, timeZone).toISOString().slice(0, 10);
}
