import { expect, test } from "vitest";
import { toUsageFilters } from "#server/read/to-usage-filters.ts";
import { callsHref } from "./calls-href.ts";
import { formatFilterToken, parseFilterToken } from "./filter-token.ts";
import { scopeFilters } from "./scope-filters.ts";

test.each([
  ["feature:checkout", { dimension: "feature", exclude: false, value: "checkout" }],
  ["-tenant:acme, inc", { dimension: "tenant", exclude: true, value: "acme, inc" }],
  ["attr:team.name:a:b", { dimension: "attr:team.name", exclude: false, value: "a:b" }],
  ["tenant:", { dimension: "tenant", exclude: false, value: "" }],
])("reads and writes %s", (text, token) => {
  expect(parseFilterToken(text)).toEqual(token);
  expect(formatFilterToken(token)).toBe(text);
});

test("chips of one dimension mean any of them, different dimensions narrow", () => {
  expect(toUsageFilters(["feature:a", "feature:b", "-tenant:x", "model:m"])).toEqual([
    { dimension: "feature", op: "in", values: ["a", "b"] },
    { dimension: "tenant", op: "not_in", values: ["x"] },
    { dimension: "model", op: "in", values: ["m"] },
  ]);
});

test("a filter on something that does not exist is refused, not dropped", () => {
  expect(() => toUsageFilters(["colour:red"])).toThrow("Invalid");
});

test("the environment switch is a filter", () => {
  expect(scopeFilters("staging", ["feature:a"])).toEqual(["environment:staging", "feature:a"]);
  expect(scopeFilters(null, [])).toEqual([]);
});

test("the address of the calls behind a figure keeps commas inside a value", () => {
  const href = callsHref({
    by: ["tenant"],
    keys: ["acme, inc"],
    filters: ["feature:a"],
    window: { fromMs: 1_790_000_000_000, toMs: 1_790_000_060_000 },
  });
  const query = new URLSearchParams(href.split("?")[1]);
  expect(query.get("range")).toBe("1790000000000-1790000060000");
  expect(query.get("f")).toBe("feature:a,tenant:acme%2C inc");
});
