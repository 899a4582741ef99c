import { type Budget, validateBudget } from "@spanledger/alerts";
import { budgets, costByDimension, currencyRates, type SpanRow } from "@spanledger/clickhouse";
import { anAdjustmentRow, aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BudgetWatch } from "./budget-watch.ts";
import { createBudgetWatch } from "./create-budget-watch.ts";
import { formatAmount } from "./format-amount.ts";
import { parseAmount } from "./parse-amount.ts";

const NOW = Date.parse("2026-11-18T12:00:00Z");
const DOLLAR = 1_000_000_000_000n;
let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

function aBudget(fields: Partial<Record<keyof Budget, unknown>>): Budget {
  const checked = validateBudget({
    name: "Budget",
    scope: { kind: "project" },
    period: { kind: "month" },
    timeZone: "Europe/Berlin",
    amount: "100",
    currency: "USD",
    ...fields,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

async function keep(project: string, id: string, fields: Partial<Record<keyof Budget, unknown>>): Promise<void> {
  const record = { id, project, name: id, definition: JSON.stringify(aBudget(fields)) };
  await budgets(opened.store).put(record, { changedBy: "test", nowMs: NOW });
}

let seq = 0n;
function call(project: string, fields: Partial<SpanRow> & { readonly daysAgo?: number } = {}): SpanRow {
  const { daysAgo = 0, ...own } = fields;
  seq += 1n;
  return aSpanRow({
    project,
    seq,
    span_id: seq.toString(16).padStart(16, "0"),
    start_time: BigInt(NOW - daysAgo * 86_400_000) * 1_000_000n,
    total_cost: DOLLAR,
    input_cost: DOLLAR,
    ...own,
  });
}

function aWatch(loadedThrough = () => 0): BudgetWatch {
  return createBudgetWatch({
    store: opened.store,
    loader: { still: (task) => task(loadedThrough()), caughtUp: () => Promise.resolve() },
    now: () => NOW,
  });
}

function spent(watch: BudgetWatch): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...watch.book.accounts()].map(({ watched, counters }) => [
      watched.id,
      Object.fromEntries([...counters].map(([subject, { spent: amount }]) => [subject, formatAmount(amount)])),
    ]),
  );
}

test("after a start each budget has what the pages show: spans plus adjustments of its period and scope", async () => {
  const rows = [
    call("p1", { tenant: "acme", feature: "chat" }),
    call("p1", { tenant: "acme", feature: "search", attributes: new Map([["team", "red"]]) }),
    call("p1", { tenant: "globex", feature: "chat", total_cost: 3n }),
    call("p1", { tenant: "", feature: "chat" }),
    call("p1", { tenant: "acme", daysAgo: 30 }),
    call("p1", { tenant: "acme", billing_state: "superseded", booked: 0 }),
    call("p1", { tenant: "acme", billing_state: "cached" }),
  ];
  await opened.storeSpans(rows);
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error("no rows");
  await opened.storeAdjustments([
    anAdjustmentRow(first, { entry: "reverse", revision: 1 }),
    anAdjustmentRow(first, { entry: "book", revision: 1, feature: "search", total_cost: 5n * DOLLAR }),
    anAdjustmentRow(second, { entry: "reverse", revision: 1 }),
  ]);
  await keep("p1", "tenants", { scope: { kind: "each", dimension: "tenant" } });
  await keep("p1", "project", {});
  await keep("p1", "rolling", { period: { kind: "rolling", days: 31 } });
  await keep("p1", "chat", { scope: { kind: "filters", filters: [{ dimension: "feature", values: ["chat"] }] } });
  await keep("p1", "others", {
    scope: { kind: "filters", filters: [{ dimension: "tenant", op: "not_in", values: ["acme"] }] },
  });
  await keep("p1", "red", { scope: { kind: "filters", filters: [{ dimension: "attr:team", values: ["red"] }] } });
  const watch = aWatch();
  await watch.tick();
  expect(spent(watch)).toEqual({
    tenants: { acme: "5", globex: "0.000000000003" },
    project: { "": "6.000000000003" },
    rolling: { "": "7.000000000003" },
    chat: { "": "1.000000000003" },
    others: { "": "1.000000000003" },
    red: {},
  });
  const page = await costByDimension(opened.store.project("p1"), {
    range: { fromMs: Date.parse("2026-10-31T23:00:00Z"), toMs: Date.parse("2026-11-30T23:00:00Z") },
    groupBy: ["tenant"],
  });
  expect(page.total.costUsd).toBe(spent(watch)["project"]?.[""]);
});

test("a span on its way counts at once, and once: before and after it can be read", async () => {
  await keep("p2", "all", {});
  let loadedThrough = 0;
  const watch = aWatch(() => loadedThrough);
  await watch.tick();
  const rows = [call("p2"), call("p2")];
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error("no rows");
  const book = (row: SpanRow) => anAdjustmentRow(row, { entry: "book", revision: 1 });
  watch.adjust([book(first)], 1);
  watch.adjust([book(second)], 2);
  expect(spent(watch)["all"]).toEqual({ "": "2" });
  await watch.recount();
  expect(spent(watch)["all"]).toEqual({ "": "2" });
  await opened.storeSpans([first]);
  loadedThrough = 1;
  await watch.recount();
  expect(spent(watch)["all"]).toEqual({ "": "2" });
  await opened.storeSpans([second]);
  loadedThrough = 2;
  await watch.recount();
  expect(spent(watch)["all"]).toEqual({ "": "2" });
  watch.adjust([anAdjustmentRow(first, { entry: "reverse", revision: 1 })], 3);
  expect(spent(watch)["all"]).toEqual({ "": "1" });
});

test("amounts are in the budget's currency at each day's rate; days without a rate are named, never guessed", async () => {
  await currencyRates(opened.store).import(
    "p3",
    [
      { day: "2026-11-16", currency: "EUR", unitsPerUsd: "0.9" },
      { day: "2026-11-18", currency: "EUR", unitsPerUsd: "0.8" },
    ],
    { changedBy: "test", nowMs: NOW },
  );
  await keep("p3", "euro", { currency: "EUR" });
  await opened.storeSpans([call("p3"), call("p3", { daysAgo: 1 }), call("p3", { daysAgo: 15 })]);
  const watch = aWatch();
  await watch.tick();
  const [account] = [...watch.book.accounts()].filter(({ watched }) => watched.projectId === "p3");
  expect(account?.counters.get("")).toMatchObject({
    spent: parseAmount("1.7"),
    spentUsd: 3n * DOLLAR,
    unconvertedUsd: DOLLAR,
    calls: 3,
  });
  watch.adjust([anAdjustmentRow(call("p3"), { entry: "book", revision: 1 })], 9);
  expect(account?.counters.get("")).toMatchObject({ spent: parseAmount("2.5"), spentUsd: 4n * DOLLAR });
});
