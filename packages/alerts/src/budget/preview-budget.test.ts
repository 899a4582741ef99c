import { expect, test } from "vitest";
import { previewBudget } from "./preview-budget.ts";

const days = (from: string, spends: readonly number[]) =>
  spends.map((spend, index) => ({
    day: new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
    spend: BigInt(spend),
  }));
const thresholds = [50, 80, 100];

test("a month starts anew on its first day, and each threshold is told once in it", () => {
  expect(
    previewBudget({ period: { kind: "month" }, thresholds }, 100n, days("2026-10-29", [60, 10, 30, 90, 5, 5])),
  ).toEqual([
    { day: "2026-10-29", threshold: 50 },
    { day: "2026-10-31", threshold: 100 },
    { day: "2026-11-01", threshold: 80 },
    { day: "2026-11-03", threshold: 100 },
  ]);
});

test("weeks start on Monday, days stand alone, and a rolling window forgets its oldest day", () => {
  const spends = days("2026-11-14", [50, 40, 50, 0]);
  const fired = (period: Parameters<typeof previewBudget>[0]["period"]) =>
    previewBudget({ period, thresholds }, 100n, spends).map(({ day, threshold }) => `${day.slice(8)} ${threshold}`);
  expect(fired({ kind: "week" })).toEqual(["14 50", "15 80", "16 50"]);
  expect(fired({ kind: "day" })).toEqual(["14 50", "16 50"]);
  expect(fired({ kind: "rolling", days: 2 })).toContain("15 80");
});
