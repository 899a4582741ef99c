import { expect, test } from "vitest";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { perMonth } from "./per-month.ts";

const day = 86_400_000;

test("a dollar in three days is ten a month", () => {
  expect(perMonth(parseAmount("1"), { window: { fromMs: 0, toMs: 3 * day } })).toBe("10");
});

test("a sample stands for all the calls of its time", () => {
  const window = { fromMs: 0, toMs: 30 * day };
  expect(perMonth(parseAmount("0.5"), { window, calls: 4000, sampled: 1000 })).toBe("2");
});

test("more calls in the sample than in the sums changes nothing", () => {
  expect(perMonth(parseAmount("2"), { window: { fromMs: 0, toMs: 30 * day }, calls: 9, sampled: 10 })).toBe("2");
});
