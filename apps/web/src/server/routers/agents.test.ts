import { createApiKey, projects, runaways, traceHalts } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appRouter } from "../root.ts";
import type { Session } from "../session/read-session.ts";

const nowMs = 1_790_000_100_000;
const change = { changedBy: "system", nowMs: nowMs - 5_000 };
const FOUND = "0af7651916cd43dd8448eb211c80319c";
const LOOP = "0af7651916cd43dd8448eb211c80319d";
const READER: Session = { role: "read", keyId: "reader", project: "default" };
let opened: TestStore;
let admin: Session;
let clock = nowMs;

beforeAll(async () => {
  opened = await openTestStore();
  const { store } = opened;
  const made = { name: "p", currency: "USD", time_zone: "UTC", cost_source: "computed", is_demo: false };
  for (const id of ["default", "other"]) await projects(store).put({ id, ...made }, change);
  const { key } = await createApiKey(store, { project: "default", scope: "admin", label: "ops" }, change);
  admin = { role: "admin", keyId: key.id, project: "default" };
  await runaways(store).put(
    {
      project: "default",
      trace_id: FOUND,
      rule: "same_call",
      severity: "critical",
      sentence: "search called 6 times with the same arguments and the same result in 11 s",
      first_span_id: "b7ad6b7169203311",
      evidence_span_ids: '["b7ad6b7169203311","b7ad6b7169203312"]',
      feature: "orders",
      tenant: "acme",
      agent: "clerk",
      spent_usd: "0.01",
      avoided_usd: "0.5",
      detected_at: nowMs - 5_000,
      state: "watching",
    },
    change,
  );
  await opened.storeSpans([
    ...[1, 2, 3].map((n) => step(FOUND, n, { total_cost: 20_000_000_000n })),
    ...Array.from({ length: 8 }, (_, n) =>
      step(LOOP, n + 20, { role: "none", operation: "execute_tool", tool_name: "search" }),
    ),
  ]);
  await opened.storeContent(
    Array.from({ length: 8 }, (_, n) => ({
      project: "default",
      trace_id: LOOP,
      span_id: spanId(n + 20),
      start_time: startNs(n + 20),
      input_messages: "",
      output_messages: "",
      system_instructions: "",
      tool_definitions: "",
      tool_arguments: '{"q":"orders"}',
      tool_result: '{"orders":[1,2]}',
      documents: "",
      status_message: "",
      other: "",
      source: "span" as const,
      seq: BigInt(n + 20),
      salts: "",
    })),
  );
});

afterAll(() => opened.dispose());

const spanId = (n: number) => `b7ad6b71692033${(n + 16).toString(16)}`;
const startNs = (n: number) => BigInt(nowMs - 60_000 + n * 1_000) * 1_000_000n;

function step(trace_id: string, n: number, more: Parameters<typeof aSpanRow>[0]) {
  return aSpanRow({
    trace_id,
    seq: BigInt(n),
    span_id: spanId(n),
    parent_span_id: "b7ad6b7169203300",
    start_time: startNs(n),
    duration_ns: 500_000_000n,
    received_at: BigInt(nowMs - 1_000),
    feature: "orders",
    tenant: "acme",
    agent: "clerk",
    ...more,
  });
}

function caller(session: Session = admin, project = "default") {
  const headers = new Headers({ "sec-fetch-site": "same-origin" });
  clock += 1_000;
  const { agents } = appRouter.createCaller({ store: opened.store, session, headers, nowMs: clock });
  return {
    agents,
    found: async () => (await agents.found({ project, range: "24h" })).traces,
    halt: (seen: string) => agents.halt({ project, traceId: FOUND, seen }),
    release: (seen: string) => agents.release({ project, traceId: FOUND, seen }),
  };
}

test("shows what was found with the cost of the whole trace, and what is open by cost per minute", async () => {
  const [trace] = await caller().found();
  expect(trace).toMatchObject({
    traceId: FOUND,
    state: "watching",
    reasons: [{ rule: "same_call", sentence: expect.stringMatching(/^search called 6 times/) }],
    spentUsd: "0.06",
    calls: 3,
    avoidedUsd: "0.5",
    changedBy: "Spanledger",
    haltedUntilMs: null,
  });
  const open = await caller().agents.open({ project: "default" });
  expect(open.traces.map(({ traceId, spentUsd, state }) => [traceId, spentUsd, state])).toEqual([
    [FOUND, "0.06", "watching"],
    [LOOP, "0", ""],
  ]);
  const evidence = await caller().agents.evidence({ project: "default", traceId: FOUND });
  expect(evidence.steps.map(({ spanId: id, costUsd }) => [id, costUsd])).toEqual(
    [1, 2, 3].map((n) => [spanId(n), "0.02"]),
  );
  expect(evidence.steps.map(({ proves }) => proves)).toEqual([[0], [0], []]);
  await expect(caller(READER, "other").found()).rejects.toThrow("There is no project");
});

test("halts once for two clicks at once, says who did, and a page that is out of date changes nothing", async () => {
  await expect(caller(READER).halt("watching")).rejects.toThrow("This needs an admin key");
  const notices = await Promise.all([caller().halt("watching"), caller().halt("watching")]);
  expect(notices.map(({ notice }) => notice)).toEqual([
    "",
    expect.stringMatching(/^It was already halted by key “ops” at /),
  ]);
  expect((await runaways(opened.store).history({ trace_id: FOUND })).map(({ value }) => value.state)).toEqual([
    "halted",
    "watching",
  ]);
  expect(await traceHalts(opened.store).list({ project: "default" })).toMatchObject([
    { trace_id: FOUND, action: "block" },
  ]);
  expect(await caller().found()).toMatchObject([
    { state: "halted", changedBy: "key “ops”", haltedUntilMs: expect.any(Number) },
  ]);
  await expect(caller().release("watching")).rejects.toThrow(
    /is halted by key “ops” at .*, which this page did not show/,
  );
  expect(await caller().release("halted")).toEqual({ notice: "" });
  expect(await traceHalts(opened.store).list({ project: "default" })).toEqual([]);
  await expect(caller().halt("halted")).rejects.toThrow("is released by");
  const { history } = await caller().agents.evidence({ project: "default", traceId: FOUND });
  expect(history.map(({ state, by }) => `${state} by ${by}`)).toEqual([
    "watching by Spanledger",
    "halted by key “ops”",
    "released by key “ops”",
  ]);
});

test("tries thresholds on the last seven days: what they would find, and what they would miss", async () => {
  const project = "default";
  const replay = (limits: Record<string, unknown>, feature = "") =>
    caller().agents.replay({ project, set: { feature, limits } });
  expect(await replay({})).toMatchObject({
    tracesSeen: 2,
    tracesTotal: 2,
    stepsSeen: 11,
    found: [{ traceId: LOOP, rule: "same_call", feature: "orders", step: 6, steps: 8, isNew: false }],
    lost: 0,
  });
  expect(await replay({ same_calls: null, cycle_rounds: null })).toMatchObject({ found: [], lost: 1 });
  expect((await replay({ cost_usd: "0.05" })).found.map(({ traceId, isNew }) => [traceId, isNew])).toEqual([
    [LOOP, false],
    [FOUND, true],
  ]);
  expect((await replay({}, "nobody")).tracesTotal).toBe(0);
  expect(await traceHalts(opened.store).list({ project })).toEqual([]);
});

test("takes thresholds that the API takes, with its sentences for the others", async () => {
  const project = "default";
  const save = (limits: Record<string, unknown>, session = admin) =>
    caller(session).agents.saveLimits({ project, set: { feature: "orders", mode: "block", limits } });
  await expect(save({ same_calls: 1 })).rejects.toThrow(/^"same_calls" is not a limit: write a whole number from 2 on/);
  await expect(save({ cost_usd: "ten" })).rejects.toThrow(/write US dollars as text/);
  await expect(save({ steps: 9 }, READER)).rejects.toThrow("This needs an admin key");
  await save({ steps: 9, plans: null });
  expect(await caller(READER).agents.limits({ project })).toMatchObject([
    { feature: "", mode: "observe" },
    {
      feature: "orders",
      mode: "block",
      own: { limits: { steps: 9, plans: null } },
      limits: { steps: 9, same_calls: 6 },
    },
  ]);
});
