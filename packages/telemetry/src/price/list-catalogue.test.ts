import { expect, test } from "vitest";
import { listCatalogue } from "./list-catalogue.ts";

test("finds a model with its prices as decimal text, dates and source", () => {
  const { rows } = listCatalogue({ provider: "OpenAI", text: "gpt-5.6-sol" });
  const standard = rows.filter((row) => row.model === "gpt-5.6-sol" && row.tier === "");
  expect(standard.map((row) => [row.effectiveFrom, row.perMtok.input, row.source])).toEqual([
    ["2026-08-21", "4", "genai-prices 0.1.8"],
    ["", "5", "genai-prices 0.1.8"],
  ]);
  expect(standard[0]?.above).toMatchObject([{ tokens: 271_999, perMtok: { input: "8", output: "30" } }]);
});

test("lists service tiers, hours and free models", () => {
  const flex = listCatalogue({ text: "gpt-5-mini flex", provider: "openai" }).rows.find(
    (row) => row.model === "gpt-5-mini",
  );
  expect(flex).toMatchObject({ tier: "flex", perMtok: { input: "0.125", cacheRead: "0.0125", output: "1" } });
  expect(listCatalogue({ text: "deepseek-v4-pro", provider: "deepseek" }).rows.map((row) => row.hours)).toContain(
    "01:00-04:00 UTC",
  );
  expect(listCatalogue({ text: "omni-moderation-latest" }).rows).toMatchObject([{ free: true }]);
});

test("pages through everything once", () => {
  const { total } = listCatalogue();
  expect(total).toBeGreaterThan(2000);
  expect(listCatalogue({ limit: 500, offset: total - 3 }).rows).toHaveLength(3);
  expect(listCatalogue({ provider: "no such provider" })).toEqual({ total: 0, rows: [] });
});
