import { periodAt, validateBudget } from "@spanledger/alerts";
import { expect, test } from "vitest";
import { crossingEvent } from "./crossing-event.ts";
import { findCrossing } from "./find-crossing.ts";
import { parseAmount } from "./parse-amount.ts";
import { watchBudget } from "./watch-budget.ts";

const NOW = Date.parse("2026-11-18T12:00:00Z");

function anAccount(fields: object = {}) {
  const checked = validateBudget({
    name: "Tenants",
    scope: { kind: "each", dimension: "tenant" },
    period: { kind: "month" },
    timeZone: "Europe/Berlin",
    amount: "200",
    currency: "EUR",
    action: "block",
    graceAmount: "5",
    ...fields,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const watched = watchBudget("b", "p", checked.value);
  return { watched, period: periodAt(NOW, checked.value.period, checked.value.timeZone), counters: new Map() };
}

const counter = (spent: string) => ({
  spent: parseAmount(spent),
  spentUsd: 0n,
  unconvertedUsd: 0n,
  calls: 3,
  lastTraceId: "1f",
});

test("each threshold is told once a period, the highest one reached, and not again after a correction", () => {
  const account = anAccount();
  const told = new Set<string>();
  const reach = (spent: string, subject = "acme") => {
    const crossing = findCrossing(account, { subject, counter: counter(spent) }, (id) => told.has(id));
    if (crossing !== null) told.add(crossing.id);
    return crossing?.threshold ?? null;
  };
  expect(
    ["99.99", "100", "101", "160", "120", "170", "250", "190", "199.99", "250"].map((spent) => reach(spent)),
  ).toEqual([null, 50, null, 80, null, null, 100, null, null, null]);
  expect(reach("300", "globex")).toBe(100);
  const raised = findCrossing(anAccount({ amount: "250" }), { subject: "acme", counter: counter("250") }, (id) =>
    told.has(id),
  );
  expect(raised?.threshold).toBe(100);
});

test("says who spent how much of what, and what happens now", () => {
  const account = anAccount();
  const at = (spent: string) => {
    const crossing = findCrossing(account, { subject: "acme", counter: counter(spent) }, () => false);
    return crossing && crossingEvent(crossing, NOW);
  };
  expect(at("160.005")).toMatchObject({
    title: 'Budget "Tenants" reached 80 %: tenant acme',
    sentence: "EUR 160.01 of EUR 200.00 were spent in the month from 1 Nov 2026 (Europe/Berlin).",
    severity: "warning",
    evidence: {
      percent: 80,
      spent: "160.005",
      filters: [{ dimension: "tenant", op: "in", values: ["acme"] }],
      trace_ids: ["1f"],
    },
  });
  expect(at("205")?.sentence).toMatch(/Calls are refused until 1 Dec 2026\.$/);
  expect(at("201")?.sentence).toMatch(/Calls are refused after a grace amount of EUR 5\.00\.$/);
});
