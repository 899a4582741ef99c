import type { SettledCost } from "@spanledger/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { aSpanRow } from "../../test/a-span-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { createRepricer, type RepriceSelection } from "./reprice-range.ts";

const START = 1_795_262_400_000_000_000n;
const ALL: RepriceSelection = { fromNs: START, toNs: START + 3_600_000_000_000n };
const DETAIL = JSON.stringify({ raw: { input: 100, output: 10, total: null }, reasoning: null });
let opened: TestStore;
let batches = 0;

beforeAll(async () => {
  opened = await openTestStore();
  const rows = Array.from({ length: 25 }, (_, index) =>
    aSpanRow({
      project: "p",
      trace_id: index.toString(16).padStart(32, "0"),
      span_id: (index + 1).toString(16).padStart(16, "0"),
      start_time: START + BigInt(index % 5),
      role: "call",
      provider: index % 5 === 0 ? "anthropic" : "openai",
      uncached_input_tokens: 100,
      output_tokens: 10,
      usage_detail: DETAIL,
      cost_status: index < 5 ? "unpriced" : "priced",
      total_cost: index < 5 ? 0n : 3n,
      input_cost: index < 5 ? 0n : 3n,
      output_cost: 0n,
      cache_read_cost: 0n,
      cache_write_cost: 0n,
      other_cost: 0n,
      billing_state: index === 24 ? "superseded" : "billed",
      booked: index === 24 ? 0 : 1,
      seq: BigInt(index),
    }),
  );
  await opened.storeSpans(rows);
});
afterAll(() => opened.dispose());

/** A price of 5 pico-dollars an input token. */
function settle({ usage }: { readonly usage: { readonly uncachedInput: number } | null }): SettledCost {
  const total = BigInt(usage?.uncachedInput ?? 0) * 5n;
  return {
    status: "priced",
    cost: { input: total, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total },
    unpricedReason: "",
    price: { id: "x", source: "override", version: "1", effectiveFrom: "", modifiers: [] },
  };
}

const repricer = () =>
  createRepricer({
    reader: opened.store.project("p"),
    settle,
    append: (entries) => opened.storeAdjustments(entries, `reprice-${(batches += 1)}`),
    now: () => 1_795_262_400_000,
    pageSize: 4,
  });

async function storedSum(): Promise<string> {
  const [row] = await opened.store.query({
    sql: "SELECT toString(sum(total_cost)) AS sum FROM usage_daily WHERE project = 'p' SETTINGS max_execution_time = 5",
    schema: z.object({ sum: z.string() }),
  });
  return row?.sum ?? "";
}

test("previews and applies a new price exactly, page by page, and a second time changes nothing", async () => {
  const preview = await repricer().preview(ALL);
  expect(preview).toEqual({
    calls: 24,
    changed: 24,
    oldSum: 57n,
    newSum: 12_000n,
    unpricedBefore: 5,
    unpricedAfter: 0,
  });
  expect(await storedSum()).toBe("0.000000000057");

  const onlyUnpriced = await repricer().apply({ ...ALL, unpricedOnly: true, provider: "openai" }, "key-1");
  expect(onlyUnpriced).toMatchObject({ calls: 4, changed: 4, oldSum: 0n, newSum: 2_000n });
  expect(await storedSum()).toBe("0.000000002057");

  expect(await repricer().apply(ALL, "key-1")).toMatchObject({ calls: 24, changed: 20, newSum: 12_000n });
  expect(await storedSum()).toBe("0.000000012");
  expect(await repricer().apply(ALL, "key-1")).toMatchObject({ changed: 0, oldSum: 12_000n, newSum: 12_000n });
});
