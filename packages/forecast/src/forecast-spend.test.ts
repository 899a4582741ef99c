import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "./add-days.ts";
import { backtestForecast } from "./backtest-forecast.ts";
import type { DailySpend } from "./daily-spend.ts";
import { forecastSpend } from "./forecast-spend.ts";
import { remainingDays } from "./remaining-days.ts";
import { weekdayOf } from "./weekday-of.ts";

const DOLLAR = 1_000_000_000_000n;
const MONDAY = "2026-03-02";

describe("the figure", () => {
  test("repeats a pattern of weekdays exactly, with no interval around it", () => {
    const history = daysFrom(MONDAY, 28, (day) => (isWeekend(day) ? 10n * DOLLAR : 100n * DOLLAR));
    const remaining = remainingDays({ today: "2026-03-30", elapsed: 0, until: "2026-04-13" });
    expect(forecastSpend({ history, spent: 7n * DOLLAR, remaining })).toEqual({
      status: "forecast",
      expected: (7n + 10n * 100n + 4n * 10n) * DOLLAR,
      low: 1047n * DOLLAR,
      high: 1047n * DOLLAR,
      method: "weekday_median",
      basis: { days: 28, firstDay: MONDAY, lastDay: "2026-03-29", confidence: 0.8 },
    });
  });

  test("is not moved by one runaway night", () => {
    const usual = daysFrom(MONDAY, 28, () => 50n * DOLLAR);
    const odd = usual.map((one, index) => (index === 26 ? { ...one, spend: 9000n * DOLLAR } : one));
    const remaining = remainingDays({ today: "2026-03-30", elapsed: 0, until: "2026-04-01" });
    expect(forecastSpend({ history: odd, spent: 0n, remaining })).toEqual(
      forecastSpend({ history: usual, spent: 0n, remaining }),
    );
  });

  test("follows a new level within a week", () => {
    const history = daysFrom(MONDAY, 28, (_, index) => (index < 23 ? 50n : 80n) * DOLLAR);
    const remaining = remainingDays({ today: "2026-03-30", elapsed: 0, until: "2026-03-31" });
    expect(forecastSpend({ history, spent: 0n, remaining })).toMatchObject({ expected: 80n * DOLLAR });
  });

  test("takes only the rest of today", () => {
    const history = daysFrom(MONDAY, 28, () => 40n * DOLLAR);
    const remaining = remainingDays({ today: "2026-03-30", elapsed: 0.75, until: "2026-03-31" });
    expect(forecastSpend({ history, spent: 33n * DOLLAR, remaining })).toMatchObject({ expected: 43n * DOLLAR });
  });

  test("is what is spent when the period is over", () => {
    const history = daysFrom(MONDAY, 28, (_, index) => BigInt(index) * DOLLAR);
    expect(remainingDays({ today: "2026-04-01", elapsed: 0, until: "2026-04-01" })).toEqual([]);
    expect(forecastSpend({ history, spent: 5n, remaining: [] })).toMatchObject({ expected: 5n, low: 5n, high: 5n });
  });

  test("counts from the first day with spend, and a day that is missing as nothing", () => {
    const history = [
      { day: "2026-03-01", spend: 0n },
      { day: "2026-03-10", spend: 10n },
      { day: "2026-03-13", spend: 10n },
    ];
    expect(forecastSpend({ history, spent: 0n, remaining: [] })).toMatchObject({
      method: "median",
      basis: { days: 4, firstDay: "2026-03-10", lastDay: "2026-03-13" },
    });
  });

  test("is refused on less than three days", () => {
    const history = daysFrom(MONDAY, 2, () => DOLLAR);
    expect(forecastSpend({ history, spent: 2n * DOLLAR, remaining: [] })).toEqual({
      status: "too_little",
      days: 2,
      needed: 3,
    });
  });
});

test("whatever the days were, the interval holds the figure, does not go below what is spent and scales with the unit", () => {
  const spends = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 3, maxLength: 60 });
  fc.assert(
    fc.property(
      spends,
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.integer({ min: 0, max: 40 }),
      (days, spent, more) => {
        const history = days.map((spend, index) => ({ day: addDays(MONDAY, index), spend }));
        const today = addDays(MONDAY, days.length);
        const remaining = remainingDays({ today, elapsed: 0.5, until: addDays(today, more) });
        const forecast = forecastSpend({ history, spent, remaining });
        if (forecast.status !== "forecast") return;
        expect(forecast.low).toBeGreaterThanOrEqual(spent);
        expect(forecast.expected).toBeGreaterThanOrEqual(forecast.low);
        expect(forecast.high).toBeGreaterThanOrEqual(forecast.expected);
      },
    ),
  );
});

describe("looking back", () => {
  // Weekly season, growth, a log-normal-like day to day noise and odd days, all from a fixed seed.
  const series = (seed: number, dailyGrowth: number) => {
    const noise = noiseOf(seed);
    return daysFrom(MONDAY, 240, (day, index) => {
      const odd = noise() > 0.985 ? 5 : 1;
      const bell = noise() + noise() + noise() + noise() - 2;
      const dollars = (isWeekend(day) ? 30 : 100) * (1 + dailyGrowth) ** index * Math.exp(bell * 0.3) * odd;
      return BigInt(Math.round(dollars * 1e6)) * 1_000_000n;
    });
  };
  for (const horizon of [3, 14, 25]) {
    for (const growth of [0, 0.003]) {
      test(`about four of five outcomes are within, ${horizon} days ahead, growing ${growth * 100} % a day`, () => {
        const runs = [1, 2, 3, 4].map((seed) => backtestForecast(series(seed, growth), { horizon, atLeast: 28 }));
        const coverage = runs.reduce((sum, run) => sum + (run.coverage ?? 0), 0) / runs.length;
        expect(coverage).toBeGreaterThan(0.65);
        expect(coverage).toBeLessThan(0.92);
        for (const { medianError } of runs) expect(medianError).toBeLessThan(0.15);
      });
    }
  }
});

function daysFrom(first: string, count: number, spend: (day: string, index: number) => bigint): DailySpend[] {
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(first, index);
    return { day, spend: spend(day, index) };
  });
}

function isWeekend(day: string): boolean {
  return weekdayOf(day) % 6 === 0;
}

function noiseOf(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
