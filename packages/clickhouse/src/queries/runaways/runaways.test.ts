import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../../test/a-span-row.ts";
import { anAdjustmentRow } from "../../../test/an-adjustment-row.ts";
import type { SpanRow } from "../../rows/span-row.ts";
import { openTestStore, type TestStore } from "../../../test/open-test-store.ts";
import { longTraces } from "./long-traces.ts";
import { openTraces } from "./open-traces.ts";
import { spreadTraces } from "./spread-traces.ts";
import { traceSpends } from "./trace-spends.ts";
import { usualTraceCosts } from "./usual-trace-costs.ts";

const NOW_MS = 1_790_000_100_000;
const CHEAP = "0af7651916cd43dd8448eb211c80319c";
const DEAR = "0af7651916cd43dd8448eb211c80319d";
const ENDED = "0af7651916cd43dd8448eb211c80319e";
const CORRECTED = "0af7651916cd43dd8448eb211c80319f";
const UNPRICED = "0af7651916cd43dd8448eb211c8031a0";
const START_NS = BigInt(NOW_MS - 10_000) * 1_000_000n;
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  const span = (trace_id: string, seq: bigint, more: Partial<SpanRow> = {}) =>
    aSpanRow({
      trace_id,
      seq,
      span_id: `b7ad6b71692033${(seq + 16n).toString(16)}`,
      parent_span_id: "b7ad6b7169203300",
      feature: "orders",
      start_time: START_NS,
      received_at: BigInt(NOW_MS - 5_000),
      ...more,
    });
  const corrected = span(CORRECTED, 11n, { feature: "b", total_cost: 8_000n });
  await opened.storeSpans([
    ...[1n, 2n, 3n, 4n].map((seq) => span(CHEAP, seq, { total_cost: 1_000n, writer: seq === 4n ? "second" : "first" })),
    span(CHEAP, 10n, { total_cost: 3_000n, start_time: START_NS - 90_000_000_000n, writer: "first" }),
    span(DEAR, 5n, { total_cost: 9_000n }),
    span(DEAR, 6n, { total_cost: 5_000n, booked: 0 }),
    span(DEAR, 7n, { project: "other", total_cost: 77_000n }),
    span(ENDED, 8n, { feature: "a", total_cost: 99_000n }),
    span(ENDED, 9n, { feature: "a", parent_span_id: "", operation: "invoke_agent", role: "none", booked: 0 }),
    corrected,
    span(CORRECTED, 12n, { feature: "b", parent_span_id: "", total_cost: 3_000n }),
    span(UNPRICED, 13n, { feature: "c", parent_span_id: "", cost_status: "unpriced" }),
  ]);
  await opened.storeAdjustments([
    anAdjustmentRow(corrected, { entry: "reverse", revision: 1 }),
    anAdjustmentRow(corrected, { entry: "book", revision: 1, calls: 0, total_cost: 0n }),
  ]);
});

afterAll(() => opened.dispose());

test("lists the open traces of a project until their root has arrived, and what they cost lately as any sum has it", async () => {
  const reader = opened.store.project("default");
  const { traces, total } = await openTraces(reader, { nowMs: NOW_MS });
  expect(traces.map(({ traceId }) => traceId)).toEqual([DEAR, CHEAP]);
  expect(total).toBe(2);
  const within = { fromMs: 0, toMs: NOW_MS };
  const ask = { traceIds: [DEAR, CHEAP], range: within, recentSinceMs: NOW_MS - 60_000 };
  const spends = await traceSpends(reader, ask);
  expect(spends.get(DEAR)).toMatchObject({ calls: 1, costUsd: "0.000000009", recentUsd: "0.000000009" });
  expect(spends.get(CHEAP)).toMatchObject({ calls: 5, costUsd: "0.000000007", recentUsd: "0.000000004" });
  const rates = { firstDay: "2026-09-21", perUsd: ["2", "2", "2", "2", "2"] };
  expect((await traceSpends(reader, { ...ask, rates })).get(DEAR)?.costUsd).toBe("0.000000018");
  expect((await openTraces(reader, { nowMs: NOW_MS + 600_000 })).traces).toEqual([]);
  expect((await openTraces(opened.store.project("other"), { nowMs: NOW_MS })).traces).toHaveLength(1);
});

test("what a correction took out of the bill is in no sum of its trace, and a trace without a price costs nothing known", async () => {
  const reader = opened.store.project("default");
  const spends = await traceSpends(reader, { traceIds: [CORRECTED, UNPRICED], range: { fromMs: 0, toMs: NOW_MS } });
  expect(spends.get(CORRECTED)).toMatchObject({ calls: 1, costUsd: "0.000000003" });
  expect(spends.get(UNPRICED)).toMatchObject({ calls: 1, unknownCalls: 1, costUsd: null });
});

test("lists long traces, the longest first, and says how many there are", async () => {
  const found = await longTraces(opened.store.project("default"), {
    range: { fromMs: 0, toMs: NOW_MS },
    leastSteps: 2,
    limit: 1,
  });
  expect(found).toEqual({ traces: [{ traceId: CHEAP, steps: 5 }], total: 4, totalSteps: 11 });
});

test("finds traces that went to more than one process, and what traces of a feature cost", async () => {
  const reader = opened.store.project("default");
  expect(await spreadTraces(reader, { receivedSinceMs: NOW_MS - 60_000, limit: 10 })).toEqual([CHEAP]);
  const costs = await usualTraceCosts(reader, { sinceMs: 0, leastTraces: 2 });
  expect([...costs.keys()]).toEqual(["orders"]);
  expect(costs.get("orders")).toBeGreaterThan(4_000n);
  expect((await usualTraceCosts(reader, { sinceMs: 0, leastTraces: 3 })).size).toBe(0);
});
