import { expect, test } from "vitest";
import { checkPriceOverride } from "./check-price-override.ts";
import type { PriceOverride } from "./price-entry.ts";

const good: PriceOverride = { id: "o1", provider: "openai", models: ["m"], input: "1", from: "2026-08-01" };

test("finds nothing wrong with a usable price", () => {
  expect(checkPriceOverride(good)).toEqual([]);
});

test.each<[string, Partial<PriceOverride>, RegExp]>([
  ["no model", { models: [" "] }, /Name at least one model/],
  ["a comma", { input: "1,5" }, /"1,5" is not a price/],
  ["a wrong date", { from: "2026-13-01" }, /"2026-13-01" is not a date/],
  ["an end before the start", { until: "2026-07-01" }, /ends before it starts/],
  ["a wrong clock", { hours: { start: "25:00", end: "03:00" } }, /"25:00" is not a time of day/],
  ["free with a price", { free: true }, /free model cannot have a price/],
  ["a tier at nothing", { above: [{ tokens: 0, input: "2" }] }, /whole number of tokens above 0/],
])("says what to do about %s", (_, change, sentence) => {
  expect(checkPriceOverride({ ...good, ...change }).join(" ")).toMatch(sentence);
});

test("asks for a price when there is none", () => {
  expect(checkPriceOverride({ id: "o1", provider: "openai", models: ["m"] })).toEqual([
    "Give at least one price, or mark the model as free.",
  ]);
});
