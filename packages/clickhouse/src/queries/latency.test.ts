import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { latency } from "./latency.ts";

const START_MS = 1_790_000_000_000;
const HOUR_MS = 3_600_000;

let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  const spans = Array.from({ length: 100 }, (_, index) =>
    aSpanRow({
      project: "p",
      seq: BigInt(index),
      user_id: "u",
      start_time: BigInt(START_MS + index) * 1_000_000n,
      duration_ns: BigInt(index + 1) * 10_000_000n,
    }),
  );
  await opened.storeSpans(spans);
});

afterAll(() => opened.dispose());

test.each([
  ["from the histograms", { range: { fromMs: START_MS - 24 * HOUR_MS, toMs: START_MS + HOUR_MS } }],
  [
    "from the spans, when a filter is on no roll-up",
    {
      range: { fromMs: START_MS - 24 * HOUR_MS, toMs: START_MS + HOUR_MS },
      filters: [{ dimension: "user" as const, op: "in" as const, values: ["u"] }],
    },
  ],
  ["from the spans, for a short range", { range: { fromMs: START_MS, toMs: START_MS + HOUR_MS } }],
])("finds median and 95th percentile %s", async (_, question) => {
  const found = await latency(opened.store.project("p"), question);
  expect(found?.p50Ms).toBeGreaterThan(505 * 0.95);
  expect(found?.p50Ms).toBeLessThan(505 * 1.05);
  expect(found?.p95Ms).toBeGreaterThan(955 * 0.95);
  expect(found?.p95Ms).toBeLessThan(955 * 1.05);
});

test("is unknown without calls, not 0", async () => {
  expect(await latency(opened.store.project("p"), { range: { fromMs: 0, toMs: HOUR_MS } })).toBeNull();
});
