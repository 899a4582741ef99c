import { expect, test } from "vitest";
import { validateBudget } from "./validate-budget.ts";

const GOOD = {
  name: "Tenants",
  scope: { kind: "each", dimension: "tenant" },
  period: { kind: "month" },
  timeZone: "Europe/Berlin",
  amount: "200",
  currency: "EUR",
};

test("fills in what a budget usually says", () => {
  expect(validateBudget(GOOD)).toEqual({
    ok: true,
    value: {
      ...GOOD,
      scope: { kind: "each", dimension: "tenant", filters: [] },
      graceAmount: "0",
      thresholds: [50, 80, 100],
      forecast: true,
      action: "notify",
      channels: [],
      isEnabled: true,
    },
  });
});

test.each([
  [{ amount: "-5" }, "amount", "The amount cannot be negative."],
  [{ amount: "0.00" }, "amount", "The amount is more than zero."],
  [{ amount: "1e3" }, "amount", "The amount is a decimal number, like 200 or 49.50."],
  [{ graceAmount: "-1" }, "graceAmount", "The grace amount cannot be negative."],
  [{ scope: { kind: "filters", filters: [] } }, "scope.filters", "Choose at least one filter, or the whole project."],
  [{ scope: {} }, "scope.kind", "Choose a scope: the whole project, filters, or each value of a dimension."],
  [
    { scope: { kind: "filters", filters: [{ dimension: "tenant", values: [] }] } },
    "scope.filters.0.values",
    "Choose at least one value for each filter.",
  ],
  [{ timeZone: "Mars/Olympus" }, "timeZone", '"Mars/Olympus" is not a time zone: use an IANA name like Europe/Berlin.'],
  [{ period: { kind: "year" } }, "period.kind", "Choose a period: day, week, month, or rolling with a number of days."],
  [{ period: { kind: "rolling", days: 0 } }, "period.days", "A rolling window has at least 1 day."],
  [
    { action: "block", scope: { kind: "filters", filters: [{ dimension: "tenant", op: "not_in", values: ["a"] }] } },
    "scope",
    "A budget that blocks can only include values, not exclude them.",
  ],
])("refuses %j with a sentence that says what to do", (change, field, message) => {
  expect(validateBudget({ ...GOOD, ...change })).toEqual({ ok: false, problems: [{ field, message }] });
});

test("names the dimension that it does not know", () => {
  const checked = validateBudget({ ...GOOD, scope: { kind: "each", dimension: "planet" } });
  expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^"planet" is not a dimension: use one of environment, .* or attr:<key>\.$/),
  ]);
});
