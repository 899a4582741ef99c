import type { Budget, PeriodRange, ScopeFilter } from "@spanledger/alerts";
import { spendOverTime, type Store } from "@spanledger/clickhouse";
import { describeForecast, type Forecast, forecastSpend, remainingDays } from "@spanledger/forecast";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { startOfDay, toWallClock } from "@spanledger/calendar";
import { ratesOf } from "./rates-of.ts";

export interface BurnDown {
  /** Spent by the end of each day (of each hour for a budget of a day), decimal text in the budget's currency. */
  readonly points: readonly { readonly startMs: number; readonly spent: string; readonly total: string }[];
  /** At the end of the period; null when there is none, with the reason in `method`. */
  readonly forecast: { readonly expected: string; readonly low: string; readonly high: string } | null;
  readonly method: string;
}

export interface BurnDownQuestion {
  readonly project: string;
  readonly budget: Budget;
  readonly period: PeriodRange;
  /** Value of a fan-out, "" for none. */
  readonly subject: string;
  readonly nowMs: number;
}

const LOOK_BACK_DAYS = 42;
const DAY_MS = 86_400_000;

/** How a budget's running period filled up, and where it will end. */
export async function burnDown(store: Store, question: BurnDownQuestion): Promise<BurnDown> {
  const { budget, period, nowMs } = question;
  const { timeZone } = budget;
  const isByHour = budget.period.kind === "day";
  const hasForecast = budget.period.kind === "week" || budget.period.kind === "month";
  const fromMs = hasForecast ? Math.min(period.fromMs, startOfDay(nowMs, timeZone, -LOOK_BACK_DAYS)) : period.fromMs;
  const toMs = budget.period.kind === "rolling" ? period.toMs + DAY_MS : period.toMs;
  const { rates } = await ratesOf(store, {
    project: question.project,
    currency: budget.currency,
    range: { fromMs, toMs },
  });
  const spend = await spendOverTime(store.project(question.project), {
    range: { fromMs, toMs },
    interval: isByHour ? "hour" : "day",
    timeZone,
    filters: filtersOf(question),
    ...(rates === undefined ? {} : { rates }),
  });
  const all = spend.buckets.map((startMs, index) => ({
    startMs,
    amount: parseAmount(spend.series[0]?.points[index]?.costUsd ?? "0"),
  }));
  // A window that begins within a day has that day's bucket, too.
  const own = all.filter(({ startMs }) => fromMs === period.fromMs || startMs >= period.fromMs);
  const points = cumulated(own, nowMs);
  if (!hasForecast) return { points, forecast: null, method: "Days and rolling windows have no forecast." };
  const spent = own.reduce((sum, { amount }) => sum + amount, 0n);
  const forecast = forecastOf(question, { spent, days: all });
  return { points, forecast: amountsOf(forecast), method: describeForecast(forecast) };
}

type Bucket = { readonly startMs: number; readonly amount: bigint };

function cumulated(buckets: readonly Bucket[], nowMs: number): BurnDown["points"] {
  let total = 0n;
  return buckets
    .filter(({ startMs, amount }) => startMs <= nowMs || amount !== 0n)
    .map(({ startMs, amount }) => {
      total += amount;
      return { startMs, spent: amountToDecimal(amount), total: amountToDecimal(total) };
    });
}

function forecastOf(
  { budget: { timeZone }, period, nowMs }: BurnDownQuestion,
  { spent, days }: { readonly spent: bigint; readonly days: readonly Bucket[] },
): Forecast {
  const today = startOfDay(nowMs, timeZone);
  const tomorrow = startOfDay(nowMs, timeZone, 1);
  const dayOf = (ms: number) => toWallClock(ms, timeZone).toISOString().slice(0, 10);
  return forecastSpend({
    history: days.flatMap(({ startMs, amount }) => (startMs < today ? [{ day: dayOf(startMs), spend: amount }] : [])),
    spent,
    remaining: remainingDays({
      today: dayOf(nowMs),
      elapsed: (nowMs - today) / (tomorrow - today),
      until: dayOf(period.toMs),
    }),
  });
}

function amountsOf(forecast: Forecast): BurnDown["forecast"] {
  if (forecast.status === "too_little") return null;
  return {
    expected: amountToDecimal(forecast.expected),
    low: amountToDecimal(forecast.low),
    high: amountToDecimal(forecast.high),
  };
}

function filtersOf({ budget: { scope }, subject }: BurnDownQuestion): ScopeFilter[] {
  const own = scope.kind === "project" ? [] : [...scope.filters];
  return scope.kind === "each" ? [...own, { dimension: scope.dimension, op: "in", values: [subject] }] : own;
}
