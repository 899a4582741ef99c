import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { anAdjustmentRow } from "../../test/an-adjustment-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { dataQuality } from "./data-quality.ts";
import { dimensionValues } from "./dimension-values.ts";
import { firstSpanSeen } from "./first-span-seen.ts";
import { projectActivity } from "./project-activity.ts";
import { totals } from "./totals.ts";
import { unpricedModels } from "./unpriced-models.ts";

const range = { fromMs: 1_790_000_000_000, toMs: 1_790_100_000_000 };
const ledger = sampleLedger({ seed: 5, count: 800, days: 2 });
let opened: TestStore;
let seq = 0n;
const call = (fields: Parameters<typeof aSpanRow>[0]) =>
  aSpanRow({
    project: "q",
    seq: (seq += 1n),
    trace_id: seq.toString(16).padStart(32, "f"),
    feature: "f",
    tenant: "t",
    ...fields,
  });

const fixedLater = call({ cost_status: "unpriced", request_model: "new-model" });
const rows = {
  fine: call({ reported_cost: 100n, total_cost: 100n }),
  fixedLater,
  no_usage: call({ cost_status: "no_usage" }),
  estimated_usage: call({ flags: ["usage_estimated"], cost_status: "estimated" }),
  unpriced: call({
    cost_status: "unpriced",
    request_model: "mystery",
    unpriced_reason: "unknown_model",
    output_tokens: 7,
  }),
  ambiguous_usage: call({ flags: ["ambiguous"] }),
  conflicting_attributes: call({ flags: ["conflict:input"] }),
  duplicates_removed: call({ billing_state: "duplicate", booked: 0 }),
  wrapper_usage_not_billed: call({ billing_state: "superseded", booked: 0, role: "rollup" }),
  clock_skew: call({ flags: ["clock_skew"] }),
  late_arrivals: call({ received_at: 1_790_000_001_000n + 3_600_001n }),
  without_feature: call({ feature: "" }),
  without_tenant: call({ tenant: "" }),
  reported_cost_differs: call({ reported_cost: 102n, total_cost: 100n }),
  tool: call({ role: "none", billing_state: "none", booked: 0, feature: "", cost_status: "" }),
};

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans([...Object.values(rows), ...ledger.spans]);
  await opened.storeAdjustments([
    anAdjustmentRow(fixedLater, { entry: "reverse", revision: 1 }),
    anAdjustmentRow({ ...fixedLater, cost_status: "priced", total_cost: 5n }, { entry: "book", revision: 1 }),
    ...ledger.adjustments,
  ]);
});
afterAll(() => opened.dispose());

test("counts each doubt once, with a trace to look at and what to do", async () => {
  const { calls, findings } = await dataQuality(opened.store.project("q"), { range });
  expect(calls).toBe(12);
  for (const finding of findings) {
    const { check } = finding;
    expect(finding).toMatchObject({ check, calls: 1, sampleTraceId: rows[check].trace_id });
    expect(finding.advice.length).toBeGreaterThan(20);
  }
  const empty = await dataQuality(opened.store.project("nobody"), { range });
  expect(
    empty.findings.every((finding) => finding.calls === 0 && finding.sampleTraceId === null && finding.share === null),
  ).toBe(true);
});

test("names the models that need a price, not those that have one by now", async () => {
  expect((await unpricedModels(opened.store.project("q"), { range })).models).toEqual([
    {
      provider: "openai",
      model: "mystery",
      reason: "unknown_model",
      calls: 1,
      tokens: 7,
      sampleTraceId: rows.unpriced.trace_id,
    },
  ]);
});

test("agrees with the totals about what has no price and no usage", async () => {
  const all = { fromMs: ledger.fromMs, toMs: ledger.toMs };
  const reader = opened.store.project("default");
  const { findings, calls } = await dataQuality(reader, { range: all });
  const { current } = await totals(reader, { range: all });
  const found = (check: string) => findings.find((finding) => finding.check === check)?.calls;
  expect(calls).toBe(current.calls);
  expect(found("unpriced")).toBe(current.unpricedCalls);
  const part = await dataQuality(reader, { range: all, sampleCalls: 100 });
  expect(part.sampled.fromMs).toBeGreaterThan(all.fromMs);
  const exact = ["unpriced", "no_usage"];
  const counted = (one: typeof part) => one.findings.filter(({ check }) => exact.includes(check)).map((f) => f.calls);
  expect([part.calls, ...counted(part)]).toEqual([current.calls, current.noUsageCalls, current.unpricedCalls]);
  const { models } = await unpricedModels(reader, { range: all });
  expect(models.reduce((sum, model) => sum + model.calls, 0)).toBe(current.unpricedCalls);
});

test("suggests values that start with what was typed, whatever its case", async () => {
  const reader = opened.store.project("default");
  const all = { fromMs: ledger.fromMs, toMs: ledger.toMs };
  const values = async (dimension: Parameters<typeof dimensionValues>[1]["dimension"], prefix: string) =>
    (await dimensionValues(reader, { dimension, range: all, prefix })).map((one) => one.value);
  expect(await values("feature", "SE")).toEqual(["search"]);
  expect(await values("tenant", "ac")).toEqual(["acme"]);
  expect((await values("user", "u")).sort()).toEqual(["u1", "u2", "u3"]);
  expect(await values("attr:team", "re")).toEqual(["red"]);
  expect(await values("feature", "100%_")).toEqual([]);
});

test("knows whether anything arrived, and when", async () => {
  expect(await firstSpanSeen(opened.store.project("q"))).toBe(true);
  expect(await firstSpanSeen(opened.store.project("nobody"))).toBe(false);
  expect(await projectActivity(opened.store.project("nobody"))).toEqual({
    firstHourMs: null,
    lastHourMs: null,
    calls: 0,
  });
  const hour = Math.floor(1_790_000_000_000 / 3_600_000) * 3_600_000;
  expect(await projectActivity(opened.store.project("q"))).toEqual({ firstHourMs: hour, lastHourMs: hour, calls: 12 });
});
