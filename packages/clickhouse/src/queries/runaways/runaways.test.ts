import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../../test/a-span-row.ts";
import { openTestStore, type TestStore } from "../../../test/open-test-store.ts";
import { openTraces } from "./open-traces.ts";
import { spreadTraces } from "./spread-traces.ts";
import { usualTraceCosts } from "./usual-trace-costs.ts";

const NOW_MS = 1_790_000_100_000;
const CHEAP = "0af7651916cd43dd8448eb211c80319c";
const DEAR = "0af7651916cd43dd8448eb211c80319d";
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  const span = (trace_id: string, seq: bigint, more: object) =>
    aSpanRow({ trace_id, seq, feature: "orders", received_at: BigInt(NOW_MS - 5_000), ...more });
  await opened.storeSpans([
    ...[1n, 2n, 3n, 4n].map((seq) => span(CHEAP, seq, { total_cost: 1_000n, writer: seq === 4n ? "second" : "first" })),
    span(DEAR, 5n, { total_cost: 9_000n }),
    span(DEAR, 6n, { total_cost: 5_000n, booked: 0 }),
    span(DEAR, 7n, { project: "other", total_cost: 77_000n }),
  ]);
});

afterAll(() => opened.dispose());

test("lists the open traces of a project by what they cost per minute", async () => {
  const rows = await openTraces(opened.store.project("default"), { nowMs: NOW_MS });
  expect(rows.map(({ traceId, costUsd, modelCalls }) => [traceId, costUsd, modelCalls])).toEqual([
    [DEAR, "0.000000009", 1],
    [CHEAP, "0.000000004", 4],
  ]);
  expect(await openTraces(opened.store.project("default"), { nowMs: NOW_MS + 600_000 })).toEqual([]);
});

test("finds traces that went to more than one process, and what traces of a feature cost", async () => {
  const reader = opened.store.project("default");
  expect(await spreadTraces(reader, { receivedSinceMs: NOW_MS - 60_000, limit: 10 })).toEqual([CHEAP]);
  const costs = await usualTraceCosts(reader, { sinceMs: 0, leastTraces: 2 });
  expect([...costs.keys()]).toEqual(["orders"]);
  expect(costs.get("orders")).toBeGreaterThan(4_000n);
  expect((await usualTraceCosts(reader, { sinceMs: 0, leastTraces: 3 })).size).toBe(0);
});
