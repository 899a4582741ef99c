import { createApiKey, runaways, traceHalts } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postHalt, postRelease } from "./change-runaway.ts";
import { getRunaways } from "./get-runaways.ts";
import { getGuardLimits, putGuardLimits } from "./guard-limits.ts";
import { openApi } from "./open-api.ts";

const nowMs = 1_790_000_100_000;
const at = { changedBy: "test", nowMs };
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const UNFOUND = "0af7651916cd43dd8448eb211c80319d";
let opened: TestStore;
const keys = { read: "", admin: "", other: "" };

beforeAll(async () => {
  opened = await openTestStore();
  const make = async (project: string, scope: "read" | "admin") =>
    (await createApiKey(opened.store, { project, scope, label: scope }, at)).text;
  keys.read = await make("default", "read");
  keys.admin = await make("default", "admin");
  keys.other = await make("other", "admin");
  await opened.storeSpans([aSpanRow({ trace_id: UNFOUND, tenant: "acme", seq: 1n })]);
  await runaways(opened.store).put(
    {
      project: "default",
      trace_id: TRACE,
      rule: "same_call",
      severity: "critical",
      sentence: "search_orders called 41 times with the same arguments in 90 s",
      first_span_id: "b7ad6b7169203331",
      evidence_span_ids: '["b7ad6b7169203331","b7ad6b7169203332"]',
      feature: "orders",
      tenant: "",
      agent: "",
      spent_usd: "0.418805",
      avoided_usd: "",
      detected_at: nowMs - 1_000,
      state: "watching",
    },
    at,
  );
});

afterAll(() => opened.dispose());

const context = () => ({ store: opened.store, nowMs });

async function ask(
  handle: (request: Request) => Promise<Response>,
  { key, url = "/", body }: { readonly key: string; readonly url?: string; readonly body?: unknown },
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await handle(new Request(`http://x${url}`, { headers: { authorization: `Bearer ${key}` }, ...init }));
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const list = (key: string, url = `/api/v1/runaways?to=${nowMs + 1}`) =>
  ask((request) => getRunaways(request, context()), { key, url });
const halt = (key: string, trace: string, body: unknown = {}) =>
  ask((request) => postHalt(request, context(), trace), { key, body });
const release = (key: string, trace: string) =>
  ask((request) => postRelease(request, context(), trace), { key, body: {} });

test("lists what was found in the range, to keys of the project alone", async () => {
  expect((await list(keys.read)).body["data"]).toEqual([
    {
      trace_id: TRACE,
      rule: "same_call",
      severity: "critical",
      sentence: "search_orders called 41 times with the same arguments in 90 s",
      first_span_id: "b7ad6b7169203331",
      evidence_span_ids: ["b7ad6b7169203331", "b7ad6b7169203332"],
      feature: "orders",
      tenant: null,
      agent: null,
      spent_usd: "0.418805",
      avoided_usd: null,
      detected_at: new Date(nowMs - 1_000).toISOString(),
      state: "watching",
    },
  ]);
  expect((await list(keys.read, `/api/v1/runaways?to=${nowMs - 1_000}`)).body["data"]).toEqual([]);
  expect((await list(keys.other)).body["data"]).toEqual([]);
  expect((await list(keys.read, "/api/v1/runaways?state=halted")).status).toBe(400);
});

test("halts and releases a trace with an admin key of its project", async () => {
  expect((await halt(keys.read, TRACE)).status).toBe(403);
  expect((await halt(keys.other, TRACE)).status).toBe(404);
  expect((await halt(keys.admin, "nonsense")).status).toBe(400);
  expect((await halt(keys.admin, TRACE, { minutes: 0 })).status).toBe(400);
  expect(await halt(keys.admin, TRACE, { minutes: 5 })).toEqual({
    status: 200,
    body: { trace_id: TRACE, state: "halted", expires_at: new Date(nowMs + 300_000).toISOString() },
  });
  expect((await list(keys.read)).body["data"]).toMatchObject([{ state: "halted" }]);
  expect(await traceHalts(opened.store).list({})).toMatchObject([
    { trace_id: TRACE, action: "block", project: "default" },
  ]);
  expect((await release(keys.other, TRACE)).status).toBe(404);
  expect((await release(keys.admin, TRACE)).status).toBe(200);
  expect((await list(keys.read)).body["data"]).toMatchObject([{ state: "released" }]);
  expect(await traceHalts(opened.store).list({})).toEqual([]);
});

test("halts a trace that no rule has found, and only one that exists", async () => {
  expect((await halt(keys.admin, UNFOUND)).status).toBe(200);
  expect((await halt(keys.admin, "f".repeat(32))).status).toBe(404);
  expect((await list(keys.read)).body["data"]).toMatchObject([
    { trace_id: UNFOUND, rule: "manual", tenant: "acme", state: "halted", spent_usd: null },
    { trace_id: TRACE },
  ]);
});

test("sets thresholds per project and feature, and says what is wrong with them", async () => {
  const get = (key: string) => ask((request) => getGuardLimits(request, context()), { key });
  const put = (body: unknown) => ask((request) => putGuardLimits(request, context()), { key: keys.admin, body });
  expect((await get(keys.admin)).body["data"]).toMatchObject([
    { feature: "", mode: "observe", limits: { same_calls: 6 } },
  ]);
  expect((await put({ mode: "block", limits: { same_calls: 9, cost_usd: "2.50" } })).status).toBe(200);
  expect((await put({ feature: "orders", limits: { cost_usd: null } })).body).toEqual({
    feature: "orders",
    mode: "block",
    own: { mode: "", limits: { cost_usd: null } },
    limits: expect.objectContaining({ same_calls: 9, cost_usd: null, steps: 400 }),
  });
  expect((await get(keys.admin)).body["data"]).toMatchObject([{ feature: "" }, { feature: "orders" }]);
  expect((await get(keys.other)).body["data"]).toMatchObject([{ feature: "", mode: "observe" }]);
  expect((await get(keys.read)).status).toBe(403);
  for (const [limits, sentence] of [
    [{ same_call: 3 }, /"same_call" is no limit: use same_calls/],
    [{ same_calls: 1 }, /whole number from 2 on/],
    [{ cost_usd: "ten" }, /US dollars as text/],
  ] as const) {
    const { status, body } = await put({ limits });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { message: expect.stringMatching(sentence) } });
  }
});

test("the description has every address", () => {
  const { paths } = openApi() as { readonly paths: object };
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      "/api/v1/runaways",
      "/api/v1/runaways/{trace_id}/halt",
      "/api/v1/runaways/{trace_id}/release",
      "/api/v1/guard/limits",
    ]),
  );
});
