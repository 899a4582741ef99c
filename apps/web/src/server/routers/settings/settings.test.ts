import {
  apiKeys,
  budgets,
  encodeUsageDetail,
  listCalls,
  priceOverrides,
  projects,
  totals,
} from "@spanledger/clickhouse";
import { aSpanRow, anAdjustmentRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { findKeyBySecret } from "../../read/find-key.ts";
import { readDisplayCurrency } from "../../read/read-display-currency.ts";
import { findProject } from "../../read/find-project.ts";
import { appRouter } from "../../root.ts";
import type { Session } from "../../session/read-session.ts";
import { deleteProjectData } from "../../write/delete-project-data.ts";

const START_MS = Date.UTC(2026, 8, 21, 10);
const DAY_MS = 86_400_000;
const nowMs = START_MS + 10 * DAY_MS;
const range = { fromMs: START_MS - DAY_MS, toMs: START_MS + DAY_MS };
const ADMIN: Session = { role: "admin", keyId: "local", project: "*" };
const change = { changedBy: "test", nowMs };
let opened: TestStore;
let clock = nowMs;

beforeAll(async () => {
  opened = await openTestStore();
  for (const id of ["default", "demo", "other"]) {
    const project = {
      id,
      name: id,
      currency: "USD",
      time_zone: "UTC",
      cost_source: "computed",
      is_demo: id === "demo",
    };
    await projects(opened.store).put(project, change);
  }
});
afterAll(() => opened.dispose());
beforeEach(() => {
  clock += 1_000;
});

function caller(session: Session = ADMIN, site = "same-origin") {
  const headers = new Headers({ "sec-fetch-site": site });
  return appRouter.createCaller({ store: opened.store, session, headers, nowMs: clock });
}

const PRICE = {
  provider: "",
  input_per_mtok: "2",
  cache_read_per_mtok: "",
  cache_write_5m_per_mtok: "",
  cache_write_1h_per_mtok: "",
  output_per_mtok: "6.5",
  per_request: "",
  tier: "",
  valid_from: 0,
  valid_until: null,
  note: "",
};
const CALL = {
  provider: "openai",
  serviceTier: "",
  atMs: START_MS,
  uncachedInput: 1_000,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  output: 200,
};
let seq = 0n;

function aCall(model: string, fields: Parameters<typeof aSpanRow>[0] = {}) {
  seq += 1n;
  const usage = {
    uncachedInput: 1_000,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 200,
    reasoning: null,
    modality: { audioInput: 0, audioCacheRead: 0, audioOutput: 0, imageInput: 0, imageOutput: 0 },
    units: {},
    raw: { input: 1_000, output: 200, total: null },
    rule: "no_cache",
    confidence: 100,
  };
  return aSpanRow({
    request_model: model,
    start_time: BigInt(START_MS) * 1_000_000n + seq,
    span_id: seq.toString(16).padStart(16, "0"),
    trace_id: seq.toString(16).padStart(32, "a"),
    seq,
    cost_status: "unpriced",
    unpriced_reason: "unknown_model",
    uncached_input_tokens: 1_000,
    output_tokens: 200,
    usage_detail: encodeUsageDetail(usage, usage),
    ...fields,
  });
}

async function spend(project: string) {
  const { current } = await totals(opened.store.project(project), { range, filters: [] });
  return current;
}

test("a price of the project's own prices a call that had none, then re-prices what is stored, once", async () => {
  const model = "house-model-1";
  const slice = { project: "default", ...range, provider: "", model: "", unpricedOnly: false };
  await opened.storeSpans([
    aCall(model),
    aCall(model, { billing_state: "superseded", booked: 0 }),
    aCall("other-model", { cost_status: "priced", total_cost: 0n }),
    aCall(model, { project: "other" }),
  ]);
  expect((await caller().settings.prices.test({ project: "default", model, ...CALL })).usd).toBeNull();
  await caller().settings.prices.saveOverride({ project: "default", model, ...PRICE });
  const priced = await caller().settings.prices.test({ project: "default", model, ...CALL });
  expect(priced.usd).toBe("0.0033");
  expect(priced.words).toContain("override");
  expect(priced.parts).toEqual([
    { name: "input", usd: "0.002" },
    { name: "output", usd: "0.0013" },
  ]);

  const wanted = { ...slice, model };
  const before = await spend("default");
  const preview = await caller().settings.reprice.preview(wanted);
  expect(preview).toEqual({ calls: 1, changed: 1, oldUsd: "0", newUsd: "0.0033", unpricedBefore: 1, unpricedAfter: 0 });
  expect(await spend("default")).toEqual(before);

  expect(await caller().settings.reprice.book(wanted)).toEqual(preview);
  const after = await spend("default");
  expect(after.costUsd).toBe("0.0033");
  expect(after.unpricedCalls).toBe(before.unpricedCalls - 1);
  expect(after.calls).toBe(before.calls);
  expect(await caller().settings.reprice.book(wanted)).toMatchObject({ changed: 0, oldUsd: "0.0033" });
  expect(await spend("default")).toEqual(after);
  expect((await spend("other")).costUsd).toBeNull();
});

test("the same re-pricing by two people at once counts once", async () => {
  const model = "house-model-2";
  const wanted = { project: "default", ...range, provider: "openai", model, unpricedOnly: true };
  await opened.storeSpans([aCall(model), aCall(model)]);
  await caller().settings.prices.saveOverride({ project: "default", model, ...PRICE });
  const before = await spend("default");
  await Promise.all([caller().settings.reprice.book(wanted), caller().settings.reprice.book(wanted)]);
  const after = await spend("default");
  expect(after.unpricedCalls).toBe(before.unpricedCalls - 2);
  expect(Number(after.costUsd) - Number(before.costUsd)).toBeCloseTo(0.0066, 12);
  expect((await caller().settings.reprice.preview(wanted)).calls).toBe(0);
});

test("a correction that the ingest booked at the same moment is put in order by the next pass", async () => {
  const model = "house-model-4";
  const wanted = { project: "default", ...range, provider: "", model, unpricedOnly: false };
  const call = aCall(model);
  await caller().settings.prices.saveOverride({ project: "default", model, ...PRICE });
  const before = await spend("default");
  await opened.storeSpans([call]);
  await caller().settings.reprice.book(wanted);
  await opened.storeAdjustments([
    anAdjustmentRow(call, { entry: "reverse", revision: 1, reason: "inherited" }),
    anAdjustmentRow({ ...call, feature: "late" }, { entry: "book", revision: 1, reason: "inherited" }),
  ]);
  await caller().settings.reprice.book(wanted);
  expect(await caller().settings.reprice.book(wanted)).toMatchObject({
    changed: 0,
    newUsd: "0.0033",
    unpricedAfter: 0,
  });
  const after = await spend("default");
  expect(after.calls).toBe(before.calls + 1);
  expect(after.unpricedCalls).toBe(before.unpricedCalls);
  expect(Number(after.costUsd) - Number(before.costUsd)).toBeCloseTo(0.0033, 12);
});

test("a changed and a deleted price move stored figures only when re-priced, and their history stays", async () => {
  const model = "house-model-3";
  const wanted = { project: "default", ...range, provider: "", model, unpricedOnly: false };
  await opened.storeSpans([aCall(model)]);
  await caller().settings.prices.saveOverride({ project: "default", model, ...PRICE });
  await caller().settings.reprice.book(wanted);
  const [stored] = await priceOverrides(opened.store).list({ project: "default", model });
  await caller().settings.prices.saveOverride({
    project: "default",
    model,
    ...PRICE,
    id: stored?.id,
    input_per_mtok: "4",
  });
  expect(await caller().settings.reprice.preview(wanted)).toMatchObject({ oldUsd: "0.0033", newUsd: "0.0053" });
  await caller().settings.prices.deleteOverride({ project: "default", id: stored?.id ?? "" });
  expect(await caller().settings.reprice.book(wanted)).toMatchObject({ newUsd: "0", unpricedAfter: 1 });
  const history = (await caller().settings.prices.history({ project: "default" })).filter(
    (it) => it.value.model === model,
  );
  expect(history.map(({ deleted, value }) => [deleted, value.input_per_mtok])).toEqual([
    [true, "4"],
    [false, "4"],
    [false, "2"],
  ]);
  expect(history[0]?.changedBy).toBe("this machine");
});

test("an alias gives a deployment the price of its model", async () => {
  const deployment = "prod-chat-eu";
  const test = () =>
    caller().settings.prices.test({ project: "default", ...CALL, provider: "azure", model: deployment });
  expect((await test()).usd).toBeNull();
  const alias = {
    project: "default",
    provider: "azure",
    alias: deployment,
    target_provider: "",
    target_model: "gpt-4o-mini",
  };
  await caller().settings.prices.saveAlias(alias);
  expect((await test()).usd).toBe("0.00027");
  await caller().settings.prices.deleteAlias({ project: "default", provider: "azure", alias: deployment });
  expect((await test()).usd).toBeNull();
});

test("a price for a service tier leaves the others alone", async () => {
  await caller().settings.prices.saveOverride({ project: "default", model: "tiered", ...PRICE });
  await caller().settings.prices.saveOverride({
    project: "default",
    model: "tiered",
    ...PRICE,
    tier: "batch",
    input_per_mtok: "1",
    output_per_mtok: "2",
  });
  const usdOf = async (serviceTier: string) =>
    (await caller().settings.prices.test({ project: "default", model: "tiered", ...CALL, serviceTier })).usd;
  expect([await usdOf(""), await usdOf("batch"), await usdOf("flex")]).toEqual(["0.0033", "0.0014", null]);
});

test("wrong input is answered with a sentence", async () => {
  const save = (fields: object) =>
    caller().settings.prices.saveOverride({ project: "default", model: "m", ...PRICE, ...fields });
  await expect(save({ input_per_mtok: "two" })).rejects.toThrow(
    "A price is a number of dollars such as 2.50, or empty.",
  );
  await expect(save({ input_per_mtok: "", output_per_mtok: "" })).rejects.toThrow("Give at least one price");
  await expect(save({ valid_from: START_MS, valid_until: START_MS - DAY_MS })).rejects.toThrow("ends before it starts");
  await save({ model: "twice", valid_from: START_MS });
  await expect(save({ model: "Twice", valid_from: START_MS })).rejects.toThrow("has a price from that day already");
  await save({ model: "twice", valid_from: START_MS + DAY_MS });
  await expect(save({ model: " " })).rejects.toThrow("Name the model as your calls send it.");
  const backwards = { project: "default", fromMs: 5, toMs: 5, provider: "", model: "", unpricedOnly: false };
  await expect(caller().settings.reprice.preview(backwards)).rejects.toThrow("The range ends before it starts.");
});

test("a read key and a foreign page change nothing", async () => {
  const reader: Session = { role: "read", keyId: "k", project: "default" };
  const save = { project: "default", model: "m", ...PRICE };
  await expect(caller(reader).settings.prices.saveOverride(save)).rejects.toThrow("needs an admin key");
  await expect(caller(ADMIN, "cross-site").settings.prices.saveOverride(save)).rejects.toThrow("own pages only");
  await expect(caller(reader).settings.prices.overrides({ project: "other" })).rejects.toThrow("no project");
});

test("a key is shown once, listed without its hash, and useless once revoked", async () => {
  const { key } = await caller().settings.keys.create({ project: "default", label: "ci", scope: "read", tenant: "" });
  expect(key).toMatch(/^sl_[A-Za-z0-9]{32}$/);
  expect(await findKeyBySecret(opened.store, key)).toMatchObject({ project: "default", role: "read" });
  const listed = (await caller().settings.keys.list({ project: "default" })).find(({ label }) => label === "ci");
  expect(JSON.stringify(listed)).not.toContain(key.slice(8));
  await expect(caller().settings.keys.revoke({ project: "other", id: listed?.id ?? "" })).rejects.toThrow(
    "no such key",
  );
  await caller().settings.keys.revoke({ project: "default", id: listed?.id ?? "" });
  expect(await findKeyBySecret(opened.store, key)).toBeNull();
});

test("rates are imported whole or not at all, and the newest on the day is used", async () => {
  const importCsv = (csv: string) => caller().settings.currency.importCsv({ project: "default", csv });
  await expect(importCsv("Date,USD,CHF\n2026-09-18,1.25,0.95\n2026-13-01,1.2,abc\n")).rejects.toThrow("Line 3: ");
  await caller().settings.currency.choose({ project: "default", currency: "EUR" });
  const shown = async () => {
    const project = await findProject(opened.store, "default");
    const today = { fromMs: START_MS, toMs: START_MS + 1 };
    return project && readDisplayCurrency({ store: opened.store, project, nowMs: START_MS }, today);
  };
  expect((await shown())?.currency.code).toBe("USD");
  expect(await importCsv("Date,USD,CHF\n2026-09-18,1.25,0.95\n2026-09-17,1.28,0.96\n")).toEqual({
    days: 2,
    currencies: 2,
  });
  expect((await shown())?.currency).toMatchObject({ code: "EUR", perUsd: "0.8", rateDate: "2026-09-18" });
  expect(await caller().settings.currency.rates({ project: "default" })).toMatchObject({
    count: 2,
    firstDay: "2026-09-17",
  });
  await caller().settings.currency.choose({ project: "default", currency: "USD" });
});

test("the project's name, zone and cost source change, a made-up zone does not", async () => {
  const update = (timeZone: string) =>
    caller().settings.project.update({ project: "other", name: "Other", timeZone, costSource: "client_reported" });
  await expect(update("Mars/Olympus")).rejects.toThrow("time zone");
  await update("Europe/Berlin");
  expect(await findProject(opened.store, "other")).toMatchObject({
    name: "Other",
    timeZone: "Europe/Berlin",
    costSource: "client_reported",
  });
});

test("deleting the demo takes all of it and nothing else", async () => {
  const { key } = await caller().settings.keys.create({ project: "demo", label: "demo", scope: "read", tenant: "" });
  await opened.storeSpans([
    aCall("kept"),
    aCall("m", { project: "demo", tenant: "t", cost_status: "priced", total_cost: 9n }),
  ]);
  const before = await spend("default");
  expect((await spend("demo")).calls).toBe(1);
  const input = { name: "B", scope: { kind: "project" }, period: { kind: "month" }, amount: "1" };
  await caller().budgets.save({ project: "demo", id: "b", input: { ...input, timeZone: "UTC", currency: "USD" } });
  await expect(caller().settings.project.deleteDemo({ project: "default" })).rejects.toThrow("Only the demo project");
  await deleteProjectData(opened.store, "demo", { ...change, nowMs: clock, settleMs: 10 });
  const tables = await opened.store.query({
    name: "tables with projects",
    sql: "SELECT table AS name FROM system.columns WHERE database = {database: String} AND name = 'project'",
    params: { database: opened.store.database },
    schema: z.object({ name: z.string() }),
  });
  const settings = new Set([
    "api_keys",
    "price_overrides",
    "model_aliases",
    "currency_rates",
    "budgets",
    "alert_rules",
  ]);
  for (const { name } of tables.filter((table) => !settings.has(table.name))) {
    const rows = await opened.store.project("demo").query({
      name,
      sql: `SELECT toUInt32(count()) AS n FROM ${name} WHERE project = {project: String}`,
      schema: z.object({ n: z.number() }),
    });
    expect([name, rows[0]?.n]).toEqual([name, 0]);
  }
  expect(await budgets(opened.store).list({ project: "demo" })).toEqual([]);
  expect((await apiKeys(opened.store).list({ project: "demo" })).every((it) => it.revoked_at !== null)).toBe(true);
  expect(await findKeyBySecret(opened.store, key)).toBeNull();
  await expect(caller().settings.prices.overrides({ project: "demo" })).rejects.toThrow("no project");
  expect(await spend("default")).toEqual(before);
  expect((await listCalls(opened.store.project("default"), { range, limit: 50 })).calls.length).toBeGreaterThan(0);
});

test("the system page knows the engine and how large each table is", async () => {
  const status = await caller().settings.system.status({ project: "default" });
  expect(status.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(status.database.version).toMatch(/^\d+\.\d+/);
  expect(status.database.tables.find(({ table }) => table === "spans")?.rows).toBeGreaterThan(0);
});
