import { alertRules, createApiKey, insertAlertEvents, projects } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeSettings } from "../api/settings/change-settings.ts";
import { appRouter } from "../root.ts";
import type { Session } from "../session/read-session.ts";

const NOW_MS = Date.UTC(2026, 10, 21, 13);
const DAY_MS = 86_400_000;
const DOLLAR = 1_000_000_000_000n;
const project = "default";
let opened: TestStore;

function caller(session: Partial<Session> = {}) {
  const full: Session = { role: "admin", keyId: "local", project: "*", ...session };
  const headers = new Headers({ "sec-fetch-site": "same-origin" });
  return appRouter.createCaller({ store: opened.store, session: full, headers, nowMs: NOW_MS });
}

const BUDGET = {
  name: "Tenants",
  scope: { kind: "each", dimension: "tenant", filters: [] },
  period: { kind: "month" },
  timeZone: "UTC",
  amount: "100",
  currency: "USD",
};

/** One call a day and tenant over the last 60 days: tenant a 2 dollars, tenant b 4, and 7 of no tenant. */
beforeAll(async () => {
  opened = await openTestStore();
  const base = { currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: false };
  await projects(opened.store).put({ ...base, id: project, name: "Mine" }, { changedBy: "test", nowMs: NOW_MS });
  const spans = Array.from({ length: 60 }, (_, day) =>
    [
      { tenant: "a", dollars: 2n },
      { tenant: "b", dollars: 4n },
      { tenant: "", dollars: 7n },
    ].map(({ tenant, dollars }, index) =>
      aSpanRow({
        project,
        seq: BigInt(day * 3 + index),
        start_time: BigInt(NOW_MS - 3_600_000 - day * DAY_MS) * 1_000_000n,
        tenant,
        feature: tenant === "a" ? "chat" : "search",
        total_cost: dollars * DOLLAR,
      }),
    ),
  );
  await opened.storeSpans(spans.flat());
});
afterAll(() => opened.dispose());

test("each budget shows what its running period cost, a fan-out by its values and never what names none", async () => {
  const { budgets } = caller();
  await budgets.save({ project, id: "tenants", input: BUDGET });
  await budgets.save({ project, id: "all", input: { ...BUDGET, name: "All", scope: { kind: "project" } } });
  const excluding = {
    kind: "filters",
    filters: [
      { dimension: "feature", op: "in", values: ["search"] },
      { dimension: "tenant", op: "not_in", values: ["b"] },
    ],
  };
  const week = { ...BUDGET, name: "Week", period: { kind: "week" }, scope: excluding };
  await budgets.save({ project, id: "week", input: week });
  const rolling = { ...BUDGET, name: "Rolling", period: { kind: "rolling", days: 7 }, scope: { kind: "project" } };
  await budgets.save({ project, id: "rolling", input: rolling });
  const rows = new Map((await budgets.list({ project })).map((row) => [row.id, row]));
  // 1 to 21 November are 21 days; the week began on Monday the 16th.
  expect(rows.get("all")?.standing).toMatchObject({ spent: "273", percent: 273, state: "over" });
  expect(rows.get("week")?.standing).toMatchObject({ spent: "42", state: "open", reached: null });
  expect(rows.get("rolling")?.standing).toMatchObject({ spent: "91" });
  expect(rows.get("tenants")).toMatchObject({
    standing: { subject: "b", spent: "84", state: "warned", reached: 80 },
    fanOut: { subjects: 2, warned: 1, over: 0, spent: "126" },
  });
  const detail = await budgets.detail({ project, id: "tenants", subject: "a" });
  expect(detail.points.at(-1)).toMatchObject({ spent: "2", total: "42" });
  expect(detail.points).toHaveLength(21);
  // Every day is alike: what is left of today and nine days more.
  expect(Number(detail.forecast?.expected)).toBeGreaterThan(60);
  expect(Number(detail.forecast?.expected)).toBeLessThan(63);
});

test("the preview says when a draft would have fired, and what was spent before there is an amount", async () => {
  const { budgets } = caller({ role: "read" });
  const draft = { ...BUDGET, scope: { kind: "project" }, amount: "300", thresholds: [50, 80] };
  const { fired, spend, problems } = await budgets.preview({ project, input: draft });
  expect(problems).toEqual([]);
  // 13 a day: 150 and 240 were reached on the 12th and the 19th day of each month; the days before 23 October are gone.
  expect(fired).toEqual([
    { day: "2026-11-12", threshold: 50, subject: "" },
    { day: "2026-11-19", threshold: 80, subject: "" },
  ]);
  expect(spend).toMatchObject({ total: "390", peak: "403" });
  const without = await budgets.preview({ project, input: { ...draft, amount: "" } });
  expect(without).toMatchObject({ fired: [], spend: { total: "390" }, problems: [{ field: "amount" }] });
});

test("the form and the API refuse with the same sentence", async () => {
  const { text } = await createApiKey(
    opened.store,
    { project, scope: "admin", label: "script" },
    { changedBy: "test", nowMs: NOW_MS },
  );
  const wrong = [
    { ...BUDGET, amount: "-5" },
    { ...BUDGET, timeZone: "Mars/Olympus" },
    { ...BUDGET, scope: { kind: "filters", filters: [] } },
  ];
  for (const input of wrong) {
    const saved = await caller().budgets.save({ project, id: "wrong", input });
    const { timeZone, ...rest } = input;
    const request = new Request("http://localhost/api/v1/budgets", {
      method: "POST",
      headers: { authorization: `Bearer ${text}` },
      body: JSON.stringify({ ...rest, time_zone: timeZone }),
    });
    const answer = await changeSettings(request, { store: opened.store, nowMs: NOW_MS }, { name: "budgets", path: [] });
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(saved).toMatchObject({ ok: false, problems: [{ message: error.message }] });
  }
  expect((await caller().budgets.list({ project })).some(({ id }) => id === "wrong")).toBe(false);
});

test("two clicks at once make one budget, and a read key changes nothing", async () => {
  const twice = { project, id: "twice", input: { ...BUDGET, name: "Twice" } };
  await Promise.all([caller().budgets.save(twice), caller().budgets.save(twice)]);
  expect((await caller().budgets.list({ project })).filter(({ name }) => name === "Twice")).toHaveLength(1);
  await expect(caller({ role: "read" }).budgets.save(twice)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller({ role: "read" }).channels.test({ project, id: "any" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("the history has every version with who made it and what differs, and no secret", async () => {
  const channel = { kind: "webhook", name: "Hook", url: "https://example.org/a", secret: "0123456789abcdef-secret" };
  await caller().channels.save({ project, id: "hook", input: channel });
  await caller({ keyId: "key-1" }).channels.save({
    project,
    id: "hook",
    input: { ...channel, url: "https://example.org/b" },
  });
  await caller().channels.remove({ project, id: "hook" });
  const { changes } = await caller().settings.history.list({ project, kind: "channel" });
  expect(changes.map(({ action, changedBy }) => [action, changedBy])).toEqual([
    ["deleted", "this machine"],
    ["changed", "key-1"],
    ["created", "this machine"],
  ]);
  expect(changes[1]?.changes).toEqual([
    { field: "url", before: "https://example.org/a", after: "https://example.org/b" },
  ]);
  const all = await caller().settings.history.list({ project });
  expect(new Set(all.changes.map(({ kind }) => kind))).toEqual(new Set(["budget", "channel", "key", "project"]));
  expect(JSON.stringify(all)).not.toMatch(/0123456789abcdef|sha256/);
});

test("a mute keeps the rest of the alert; an alert fires until it recovers", async () => {
  const { alerts } = caller();
  const rule = {
    name: "Errors",
    measure: "error_rate",
    condition: { kind: "absolute", direction: "above", threshold: 5 },
  };
  expect(await alerts.save({ project, id: "errors", input: rule })).toMatchObject({ ok: true });
  await alerts.mute({ project, id: "errors", minutes: 60 });
  expect((await alerts.list({ project }))[0]?.rule).toMatchObject({
    mutedUntilMs: NOW_MS + 3_600_000,
    condition: { threshold: 5 },
  });
  const event = {
    project,
    atMs: NOW_MS,
    source: "rule",
    sourceId: "errors",
    subject: "",
    severity: "warning",
    title: "Errors",
    sentence: "Error rate: 9 %.",
    evidence: {},
    channels: [],
    isMuted: false,
  } as const;
  await insertAlertEvents(opened.store, [{ ...event, id: "1", kind: "fired" }]);
  expect((await alerts.list({ project }))[0]?.firing).toHaveLength(1);
  expect(await alerts.open({ project })).toHaveLength(1);
  await insertAlertEvents(opened.store, [{ ...event, id: "2", kind: "recovered", atMs: NOW_MS + 1_000 }]);
  expect((await alerts.list({ project }))[0]?.firing).toEqual([]);
  await alerts.remove({ project, id: "errors" });
  expect(await alertRules(opened.store).list({ project })).toEqual([]);
});
