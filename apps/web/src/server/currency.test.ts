import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { currencyRates, projects } from "@spanledger/clickhouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unpackRows } from "#lib/pack-rows.ts";
import { convertUsdAt } from "#lib/money/convert-usd-at.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { appRouter } from "./root.ts";

/** A Saturday. */
const NOW_MS = Date.UTC(2026, 10, 21, 13);
const HOUR_MS = 3_600_000;
const change = { changedBy: "test", nowMs: NOW_MS };
/** Rates of working days from 14 September on, none of them like another. */
const RATES = Array.from({ length: 69 }, (_, index) => new Date(Date.UTC(2026, 8, 14 + index)))
  .filter((day) => day.getUTCDay() % 6 !== 0)
  .map((day, index) => ({
    day: day.toISOString().slice(0, 10),
    currency: "EUR",
    unitsPerUsd: `0.9${String(100 + index * 3)}40422003`,
  }));
let opened: TestStore;

const spans = (project: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    aSpanRow({
      project,
      seq: BigInt(index),
      start_time: BigInt(NOW_MS - index * 7 * HOUR_MS) * 1_000_000n,
      trace_id: index.toString(16).padStart(32, "0"),
      feature: `feature-${index % 12}`,
      tenant: `tenant-${index % 5}`,
      user_id: `user-${index % 3}`,
      total_cost: 1_000_000_007n * BigInt(index + 1),
      input_cost: 1_000_000_007n * BigInt(index + 1),
    }),
  );

beforeAll(async () => {
  opened = await openTestStore();
  const base = { currency: "EUR", time_zone: "Europe/Berlin", cost_source: "computed", is_demo: false };
  for (const id of ["default", "late"]) await projects(opened.store).put({ ...base, id, name: id }, change);
  await currencyRates(opened.store).import("default", RATES, change);
  await currencyRates(opened.store).import("late", RATES.slice(-10), change);
  await opened.storeSpans([...spans("default", 180), ...spans("late", 60)]);
});
afterAll(() => opened.dispose());

const caller = () =>
  appRouter.createCaller({
    store: opened.store,
    session: { role: "admin", keyId: "local", project: "*" },
    headers: new Headers({ host: "localhost:3000", "sec-fetch-site": "same-origin" }),
    nowMs: NOW_MS,
  });

/** The newest rate that is not after the day. */
function rateOn(ms: number): string {
  const day = new Date(ms).toISOString().slice(0, 10);
  return RATES.filter((rate) => rate.day <= day).at(-1)?.unitsPerUsd ?? "";
}

test.each(["7d", "30d"])("%s: headline = rows = chart = calls, each at the rate of its own day", async (range) => {
  const scope = { project: "default", range, filters: [] };
  const { range: window } = await caller().scope.describe(scope);
  const expected = sumUsd(
    spans("default", 180)
      .map(({ start_time, total_cost }) => ({ ms: Number(start_time / 1_000_000n), usd: total_cost }))
      .filter(({ ms }) => ms >= window.fromMs && ms < window.toMs)
      .map(({ ms, usd }) => convertUsdAt(`0.${usd.toString().padStart(12, "0")}`, rateOn(ms))),
  );
  const { current, currency } = await caller().overview.summary(scope);
  expect(currency).toEqual({ code: "EUR", perUsd: RATES.at(-1)?.unitsPerUsd, rateDate: "2026-11-20" });
  const listed = await allCalls(range);
  expect(sumUsd(listed.map(({ cost }) => cost?.total ?? ""))).toBe(current.costUsd);
  expect(new Set(listed.map((call) => call.currency.code))).toEqual(new Set(["EUR"]));
  for (const by of [["feature"], ["tenant"], ["user"], ["feature", "tenant"]] as const) {
    const table = await caller().costs.table({ ...scope, by: [...by] });
    const chart = await caller().costs.overTime({ ...scope, by: [...by] });
    expect(sumUsd(table.rows.map(({ usage }) => usage.costUsd ?? ""))).toBe(current.costUsd);
    expect(sumUsd(chart.series.flatMap(({ points }) => points.map(({ costUsd }) => costUsd)))).toBe(current.costUsd);
    expect([table.currency.code, chart.currency.code, table.total.costUsd]).toEqual(["EUR", "EUR", current.costUsd]);
  }
  expect(current.costUsd).toBe(expected);
});

async function allCalls(range: string) {
  const page = await caller().calls.list({ project: "default", range, filters: [], kind: "counted" });
  const found = [...page.calls];
  for (let next = page.next; next;) {
    const more = await caller().calls.list({ project: "default", range, filters: [], kind: "counted", cursor: next });
    found.push(...more.calls);
    next = more.next;
  }
  return found;
}

test("a trace is at the rate of its day; a weekend has Friday's", async () => {
  const index = 24;
  const startMs = NOW_MS - index * 7 * HOUR_MS;
  expect(new Date(startMs).getUTCDay()).toBe(6);
  const traceId = index.toString(16).padStart(32, "0");
  const { spans, currency } = await caller().calls.trace({ project: "default", traceId });
  const friday = RATES.find(({ day }) => day === "2026-11-13")?.unitsPerUsd ?? "";
  expect([currency.code, currency.rateDate]).toEqual(["EUR", "2026-11-13"]);
  expect(unpackRows(spans)[0]?.cost?.total).toBe(convertUsdAt("0.025000000175", friday));
  const plain = await caller().calls.trace({ project: "default", traceId, currency: "USD" });
  expect([plain.currency.code, unpackRows(plain.spans)[0]?.cost?.total]).toEqual(["USD", "0.025000000175"]);
});

test("a day with spend and without a rate puts the view in dollars and is named; one without spend does not", async () => {
  const info = await caller().scope.describe({ project: "late", range: "7d" });
  expect(info.currency.code).toBe("USD");
  expect(info.currencyMissing).toContain("No EUR rate for 2026-11-0");
  const summary = await caller().overview.summary({ project: "late", range: "7d", filters: [] });
  const dollars = await caller().overview.summary({ project: "late", range: "7d", filters: [], currency: "USD" });
  expect(summary).toEqual(dollars);
  const day = await caller().scope.describe({ project: "late", range: "24h" });
  expect([day.currency.code, day.currencyMissing]).toEqual(["EUR", ""]);
  const wide = await caller().scope.describe({ project: "default", range: "90d" });
  expect([wide.currency.code, wide.currencyMissing]).toEqual(["EUR", ""]);
});
