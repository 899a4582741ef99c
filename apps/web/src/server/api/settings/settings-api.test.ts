import { channelSecrets, createApiKey, insertAlertEvents, listAlertEvents } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeSettings } from "./change-settings.ts";
import { getAlertEvents } from "./get-alert-events.ts";
import { getSettings } from "./get-settings.ts";

const nowMs = Date.parse("2026-11-20T10:00:00Z");
let opened: TestStore;
const keys = { read: "", admin: "", other: "" };

beforeAll(async () => {
  opened = await openTestStore();
  const make = async (project: string, scope: "read" | "admin") =>
    (await createApiKey(opened.store, { project, scope, label: scope }, { changedBy: "test", nowMs })).text;
  keys.read = await make("default", "read");
  keys.admin = await make("default", "admin");
  keys.other = await make("other", "admin");
});
afterAll(() => opened.dispose());

interface Asked {
  readonly body?: object;
  readonly key?: string;
}

async function ask(call: string, { body, key = keys.admin }: Asked = {}) {
  const [method = "", address = ""] = call.split(" ");
  const [name = "", ...path] = address.split("/");
  if (name !== "budgets" && name !== "alerts" && name !== "channels") throw new Error(name);
  const request = new Request(`http://localhost/api/v1/${address}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const handler = method === "GET" ? getSettings : changeSettings;
  const response = await handler(request, { store: opened.store, nowMs }, { name, path });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const BUDGET = {
  name: "Tenants",
  scope: { kind: "each", dimension: "tenant" },
  period: { kind: "month" },
  amount: "200",
  grace_amount: "5",
};

test("a script makes, changes and removes a budget, and every version of it stays", async () => {
  const made = await ask("POST budgets", { body: BUDGET });
  expect(made).toMatchObject({
    status: 201,
    body: { amount: "200", grace_amount: "5", time_zone: "UTC", currency: "USD" },
  });
  const id = String(made.body["id"]);
  expect(await ask(`PUT budgets/${id}`, { body: { ...BUDGET, amount: "300" } })).toMatchObject({ status: 200 });
  expect(await ask(`GET budgets/${id}`, { key: keys.read })).toMatchObject({ body: { data: [{ id, amount: "300" }] } });
  expect(await ask(`GET budgets/${id}`, { key: keys.other })).toMatchObject({ status: 404 });
  expect(await ask(`DELETE budgets/${id}`, { key: keys.other })).toMatchObject({ status: 404 });
  expect(await ask(`DELETE budgets/${id}`)).toMatchObject({ status: 200 });
  expect(await ask("GET budgets")).toMatchObject({ body: { data: [] } });
  const history = await ask(`GET budgets/${id}/history`);
  expect(history.body["data"]).toMatchObject([
    { amount: "300", deleted: true },
    { amount: "300", deleted: false },
    { amount: "200", deleted: false },
  ]);
});

test.each([
  [{ ...BUDGET, amount: "-1" }, "The amount cannot be negative."],
  [{ ...BUDGET, scope: { kind: "filters", filters: [] } }, "Choose at least one filter, or the whole project."],
  [{ ...BUDGET, time_zone: "Mars/Base" }, '"Mars/Base" is not a time zone: use an IANA name like Europe/Berlin.'],
])("refuses %j with the sentence of the form", async (body, message) => {
  expect(await ask("POST budgets", { body })).toEqual({ status: 400, body: { error: { message } } });
});

test("a read key changes nothing", async () => {
  expect((await ask("POST budgets", { body: BUDGET, key: keys.read })).status).toBe(403);
});

test("a channel's secret goes in and never comes out, and a test of it is on its way", async () => {
  const secret = "a-very-secret-signing-key";
  const body = { kind: "webhook", name: "Ops", url: "https://ops.example.org/hook", secret };
  const made = await ask("POST channels", { body });
  const id = String(made.body["id"]);
  expect(await channelSecrets(opened.store).find("default", id)).toBe(secret);
  const answers = [made, await ask("GET channels"), await ask(`GET channels/${id}/history`)];
  expect(JSON.stringify(answers)).not.toContain(secret);
  expect(answers[1]).toMatchObject({ body: { data: [{ id, kind: "webhook", has_secret: true }] } });
  expect(await ask(`PUT channels/${id}`, { body: { ...body, secret: undefined, name: "Ops 2" } })).toMatchObject({
    status: 200,
  });
  expect(await channelSecrets(opened.store).find("default", id)).toBe(secret);
  expect((await ask(`POST channels/${id}/test`)).status).toBe(202);
  expect(await listAlertEvents(opened.store.project("default"), { source: "test" })).toMatchObject([
    { channels: [id] },
  ]);
});

test("an alert keeps its condition, and its history can be read", async () => {
  const condition = { kind: "change", direction: "above", percent: 50 };
  const made = await ask("POST alerts", { body: { name: "Spend", measure: "spend", condition, no_data_minutes: 30 } });
  const id = String(made.body["id"]);
  expect(made).toMatchObject({ status: 201, body: { condition, no_data_minutes: 30, window_minutes: 60 } });
  await insertAlertEvents(opened.store, [
    {
      project: "default",
      id: "e1",
      atMs: nowMs,
      source: "rule",
      sourceId: id,
      subject: "",
      kind: "fired",
      severity: "warning",
      title: "Spend",
      sentence: "s",
      evidence: { value: 3 },
      channels: [],
      isMuted: false,
    },
  ]);
  const request = new Request(`http://localhost/api/v1/alert-events?source=rule&source_id=${id}`, {
    headers: { authorization: `Bearer ${keys.read}` },
  });
  const answer = await getAlertEvents(request, { store: opened.store, nowMs });
  expect(await answer.json()).toMatchObject({
    data: [{ id: "e1", at: "2026-11-20T10:00:00.000Z", source_id: id, evidence: { value: 3 } }],
    next_cursor: null,
  });
});
