import type { AdjustmentRow } from "@spanledger/clickhouse";
import { createPriceBook } from "@spanledger/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aChat, aSpan } from "../../test/a-span.ts";
import { type BillingFixture, openBillingFixture, QUIET_MS } from "../../test/billing-fixture.ts";
import { readBill, readSpans } from "../../test/read-bill.ts";
import { createReconciler } from "./create-reconciler.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
let fixture: BillingFixture;

beforeAll(async () => {
  fixture = await openBillingFixture(NOON);
});
afterAll(() => fixture.dispose());

const id = (digit: string) => digit.repeat(32);
const agentSpan = (traceId: string) =>
  aSpan({
    traceId,
    name: "invoke_agent planner",
    attributes: {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 1_000,
      "gen_ai.usage.output_tokens": 100,
    },
  });

async function totals(project: string) {
  const { lines, usage_hourly } = await readBill(fixture.database.store, project);
  const sum = (rows: readonly Readonly<Record<string, string>>[], key: string) =>
    rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
  expect(sum(usage_hourly, "cost")).toBeCloseTo(sum(lines, "cost"), 12);
  return { calls: sum(lines, "calls"), uncached: sum(lines, "uncached"), cost: sum(lines, "cost") };
}

test("a roll-up that is the only carrier is booked once its trace is quiet, and taken out when a call turns up", async () => {
  const process = fixture.startProcess();
  const { touched } = process.receive("rollup", [agentSpan(id("1"))]);
  await process.load();
  expect((await totals("rollup")).calls).toBe(0);
  const before = fixture.nowMs;
  await fixture.settle({ writer: process.writer, touched });
  expect(fixture.nowMs).toBeGreaterThanOrEqual(before + QUIET_MS);
  const alone = await totals("rollup");
  expect(alone).toMatchObject({ calls: 1, uncached: 1_000 });

  const other = fixture.startProcess();
  other.receive("rollup", [aChat({ traceId: id("1"), spanId: "b".repeat(16), parentSpanId: "a".repeat(16) })]);
  await other.load();
  await fixture.settle();
  expect(await totals("rollup")).toEqual(alone);
  const spans = await readSpans(fixture.database.store, "rollup", [id("1")]);
  const [agent, call] = spans.sort((one, other) => (one.row.span_id < other.row.span_id ? -1 : 1));
  expect(agent?.state).toMatchObject({ billing_state: "superseded", superseded_by: "b".repeat(16), isCounted: false });
  expect(call?.state).toMatchObject({ billing_state: "billed", isCounted: true });
});

test("a tenant that only a late parent in another process names moves the call's cost to that tenant", async () => {
  const [first, second] = [fixture.startProcess(), fixture.startProcess()];
  first.receive("late", [aChat({ traceId: id("2"), parentSpanId: "f".repeat(16) })]);
  second.receive("late", [
    aSpan({ traceId: id("2"), spanId: "f".repeat(16), name: "POST /", attributes: { "tenant.id": "acme" } }),
  ]);
  await first.load();
  await second.load();
  await fixture.settle();
  const { tenant_usage_daily } = await readBill(fixture.database.store, "late");
  expect(tenant_usage_daily.map(({ tenant, calls }) => [tenant, calls])).toEqual([["acme", "1"]]);
});

test("the same call in two traces is billed once when the provider's id proves it", async () => {
  const process = fixture.startProcess();
  const response = { "gen_ai.response.id": "chatcmpl-A1b2C3d4E5f6G7h8I9" };
  process.receive("cross", [aChat({ traceId: id("3"), attributes: response })]);
  const proxy = aChat({ traceId: id("4"), spanId: "b".repeat(16), attributes: response });
  process.receive("cross", [
    { ...proxy, startTimeNs: proxy.startTimeNs + 5_000n, scope: { ...proxy.scope, name: "proxy" } },
  ]);
  await process.load();
  await fixture.settle();
  await fixture.settle();
  expect((await totals("cross")).calls).toBe(1);
});

test("corrections that two reconcilers applied at once are healed by the next judgement", async () => {
  const process = fixture.startProcess();
  process.receive("twice", [aChat({ traceId: id("5") })]);
  await process.load();
  const other = fixture.startProcess();
  other.receive("twice", [aChat({ traceId: id("5"), spanId: "b".repeat(16), parentSpanId: "a".repeat(16) })]);
  await other.load();
  const entries: AdjustmentRow[] = [];
  const reconcilers = [1, 2].map((number) =>
    createReconciler({
      store: fixture.database.store,
      append: async (rows) => void entries.push(...rows),
      writer: `reconciler ${number}`,
      priceBookFor: () => createPriceBook(),
      now: () => fixture.nowMs,
      quietMs: QUIET_MS,
    }),
  );
  for (const reconciler of reconcilers) {
    await reconciler.sweep(86_400_000);
    await reconciler.round();
  }
  expect(entries).toHaveLength(4);
  await fixture.database.storeAdjustments(entries);
  expect((await totals("twice")).calls).toBe(0);
  await fixture.settle();
  expect(await totals("twice")).toMatchObject({ calls: 1, uncached: 1_000 });
});

test("entries that are durable but not readable yet are waited for, not written again", async () => {
  const [first, second] = [fixture.startProcess(), fixture.startProcess()];
  first.receive("lag", [aChat({ traceId: id("6") })]);
  second.receive("lag", [aChat({ traceId: id("6") })]);
  await first.load();
  await second.load();
  const entries: AdjustmentRow[] = [];
  const reconciler = createReconciler({
    store: fixture.database.store,
    append: async (rows) => void entries.push(...rows),
    writer: "reconciler",
    priceBookFor: () => createPriceBook(),
    now: () => fixture.nowMs,
    quietMs: QUIET_MS,
  });
  await reconciler.sweep(86_400_000);
  await reconciler.round();
  const written = entries.length;
  expect(written).toBeGreaterThan(0);
  reconciler.touch([{ projectId: "lag", traceId: id("6"), seq: 99n }]);
  fixture.nowMs += 3_000;
  await reconciler.round();
  expect(entries).toHaveLength(written);
  expect(reconciler.stats().queued).toBeGreaterThan(0);
});
