import { validateAlertRule } from "@spanledger/alerts";
import { type AlertEvent, alertRules, insertAlertEvents, listAlertEvents } from "@spanledger/clickhouse";
import { aSpanRow, openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRuleAlerts } from "./create-rule-alerts.ts";

const NOW = Date.parse("2026-11-18T12:10:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOLLAR = 1_000_000_000_000n;
let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

let seq = 0n;
async function call(
  project: string,
  atMs: number,
  fields: Parameters<typeof aSpanRow>[0] & { readonly count?: number } = {},
) {
  const { count = 1, ...own } = fields;
  const rows = Array.from({ length: count }, () => {
    seq += 1n;
    const span_id = seq.toString(16).padStart(16, "0");
    return aSpanRow({
      project,
      seq,
      span_id,
      start_time: BigInt(atMs) * 1_000_000n,
      total_cost: DOLLAR,
      input_cost: DOLLAR,
      ...own,
    });
  });
  await opened.storeSpans(rows);
}

async function keep(project: string, rule: object): Promise<void> {
  const checked = validateAlertRule({ name: "Rule", ...rule });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const record = { id: "r", project, name: "Rule", definition: JSON.stringify(rule) };
  await alertRules(opened.store).put(
    { ...record, definition: JSON.stringify(checked.value) },
    { changedBy: "test", nowMs: NOW },
  );
}

/** Evaluates at each of the times, in one process unless told otherwise; gives what was told in the project. */
async function evaluate(project: string, times: readonly number[]): Promise<string[]> {
  let nowMs = 0;
  const told: AlertEvent[] = [];
  const raise = async (events: readonly AlertEvent[]) => {
    told.push(...events.filter((event) => event.project === project && !event.isMuted));
    await insertAlertEvents(opened.store, events);
  };
  const onError = (error: unknown) => {
    throw error;
  };
  const alerts = createRuleAlerts({ store: opened.store, now: () => nowMs, raise, onError });
  for (nowMs of times) await alerts.tick();
  return told.map(({ kind, subject, sentence }) => `${kind} ${subject}: ${sentence}`);
}

test("spend per tenant fires once, survives a restart without a second word, and recovers when it is over", async () => {
  const rule = {
    measure: "spend",
    scope: { kind: "each", dimension: "tenant" },
    windowMinutes: 60,
    condition: { kind: "absolute", direction: "above", threshold: 2 },
  };
  await keep("p1", rule);
  await call("p1", NOW - 10 * MINUTE, { tenant: "acme", count: 3 });
  await call("p1", NOW - 10 * MINUTE, { tenant: "globex" });
  await call("p1", NOW - 10 * MINUTE, { tenant: "", count: 9 });
  expect(await evaluate("p1", [NOW, NOW + 5_000, NOW + 10_000])).toEqual([
    "fired acme: Spend of the last hour: USD 3.00, the threshold is USD 2.00.",
  ]);
  expect(await evaluate("p1", [NOW + MINUTE, NOW + 2 * HOUR, NOW + 2 * HOUR + 5_000])).toEqual([
    "recovered acme: No calls came any more in the last hour.",
  ]);
  const history = await listAlertEvents(opened.store.project("p1"), { source: "rule", sourceId: "r" });
  expect(history.map(({ kind }) => kind)).toEqual(["recovered", "fired"]);
  expect(history[1]?.evidence).toMatchObject({
    value: 3,
    calls: 3,
    threshold: 2,
    filters: [{ dimension: "tenant", op: "in", values: ["acme"] }],
  });
});

test("an error rate far from that hour of the week is an anomaly; the same rate at its usual hour is none", async () => {
  await keep("p2", {
    measure: "error_rate",
    condition: { kind: "anomaly", direction: "above", weeks: 4 },
    minimumCalls: 10,
  });
  for (let week = 1; week <= 4; week += 1) {
    await call("p2", NOW - week * 168 * HOUR, { count: 19 });
    await call("p2", NOW - week * 168 * HOUR, { status: "error" });
  }
  await call("p2", NOW - 5 * MINUTE, { count: 10 });
  await call("p2", NOW - 5 * MINUTE, { count: 10, status: "error" });
  expect(await evaluate("p2", [NOW])).toEqual([
    "fired : Error rate of the last hour: 50 %, the threshold is 6.25 % (usual at this hour of the week: 5 %).",
  ]);
});

test("a change is told against the window before, a mute only keeps the history, and silence is an alert of its own", async () => {
  const change = {
    measure: "calls",
    condition: { kind: "change", direction: "above", percent: 100 },
    windowMinutes: 30,
  };
  await keep("p3", change);
  await call("p3", NOW - 45 * MINUTE, { count: 2 });
  await call("p3", NOW - 5 * MINUTE, { count: 5 });
  expect(await evaluate("p3", [NOW])).toEqual([
    "fired : Calls of the last 30 minutes: 5, the threshold is 4 (the window before: 2).",
  ]);
  await keep("p4", {
    ...change,
    condition: { kind: "absolute", direction: "above", threshold: 1 },
    mutedUntilMs: NOW + HOUR,
    noDataMinutes: 30,
  });
  await call("p4", NOW - 5 * MINUTE, { count: 5 });
  expect(await evaluate("p4", [NOW])).toEqual([]);
  expect(await listAlertEvents(opened.store.project("p4"), {})).toMatchObject([{ kind: "fired", isMuted: true }]);
  expect(await evaluate("p4", [NOW + 2 * HOUR])).toEqual(["fired (no data): Calls of the last 30 minutes: 0."]);
});

test("p95, time to first token, cache hit rate and unpriced share are measured from the calls", async () => {
  await call("p5", NOW - MINUTE, {
    count: 10,
    duration_ns: 4_000_000_000n,
    ttft_ns: 900_000_000n,
    uncached_input_tokens: 60,
    cache_read_tokens: 40,
    cost_status: "unpriced",
    total_cost: 0n,
    input_cost: 0n,
  });
  const measured: Record<string, string[]> = {};
  for (const [measure, threshold] of Object.entries({
    p95: 3_000,
    ttft: 800,
    cache_hit_rate: 39,
    unpriced_share: 99,
  })) {
    await keep("p5", { measure, condition: { kind: "absolute", direction: "above", threshold } });
    const told = await evaluate("p5", [NOW]);
    measured[measure] = told.map((text) => text.split(": ")[2]?.split(",")[0] ?? "");
    // The next measure starts calm.
    await evaluate("p5", [NOW + 3 * HOUR]);
  }
  expect(measured).toEqual({ p95: ["4"], ttft: ["900 ms"], cache_hit_rate: ["40 %"], unpriced_share: ["100 %"] });
});
