import { createPriceBook, normaliseSpan, type Span } from "@spanledger/telemetry";
import { expect, test } from "vitest";
import { aChat, aSpan } from "../../test/a-span.ts";
import { spanRowOf } from "../../test/span-row-of.ts";
import { createProcessor } from "./create-processor.ts";
import type { ProcessResult } from "./processor.ts";
import { createTraceWindow, type TraceWindowOptions } from "./trace-window.ts";

const NOON = Date.parse("2026-11-21T12:00:02Z");
const BOOK = createPriceBook();

function aProcess(window: TraceWindowOptions = {}, source: "computed" | "client_reported" = "computed") {
  let seq = 0n;
  const processor = createProcessor({
    normalise: (span) => normaliseSpan(span),
    priceBookFor: () => BOOK,
    costSourceFor: () => source,
    writer: "w",
    nextSeq: () => (seq += 1n),
    window: createTraceWindow(window),
  });
  return (spans: readonly Span[], given: { readonly keyTenant?: string; readonly receivedAtMs?: number } = {}) =>
    withRows(processor.process({ projectId: "p", keyTenant: "", spans, receivedAtMs: NOON, ...given }));
}

function withRows(result: ProcessResult) {
  return { ...result, rows: result.recorded.map(spanRowOf) };
}

test("a repeat of a committed span is acknowledged and not stored again", () => {
  const take = aProcess();
  take([aChat()]).commit();
  expect(take([aChat()])).toMatchObject({ rows: [], duplicates: 1, touched: [] });
});

test("after a failed append the client's retry is stored", () => {
  const take = aProcess();
  take([aChat()]).rollback();
  const retry = take([aChat()]);
  expect(retry.rows.map(({ billing_state, booked }) => [billing_state, booked])).toEqual([["billed", 1]]);
});

test("a repeat that comes while the first copy is not yet on disk is kept, uncounted, and reconciled", () => {
  const take = aProcess();
  take([aChat()]);
  const second = take([aChat()]);
  expect(second.rows.map(({ billing_state, booked }) => [billing_state, booked])).toEqual([["duplicate", 0]]);
  expect(second.touched).toHaveLength(1);
});

test("a repeat that knows more is stored and left to the reconciler", () => {
  const take = aProcess();
  take([aChat()]).commit();
  const longer = take([aChat({ attributes: { "gen_ai.response.id": "chatcmpl-1" } })]);
  expect(longer.rows).toMatchObject([{ billing_state: "duplicate", booked: 0 }]);
  expect(longer.touched).toMatchObject([{ projectId: "p", traceId: "1".repeat(32) }]);
});

test("the key's tenant outranks the span's, which is kept as a claim", () => {
  const [row] = aProcess()([aChat({ attributes: { "tenant.id": "globex" } })], { keyTenant: "acme" }).rows;
  expect(row?.tenant).toBe("acme");
  expect(row?.attributes.get("spanledger.tenant_claimed")).toBe("globex");
});

test.each([
  ["1999", 27n * 365n * 86_400_000_000_000n],
  ["two days ahead", -2n * 86_400_000_000_000n],
])("a span from %s is stored at the time it was received", (_, agoNs) => {
  const startTimeNs = BigInt(NOON) * 1_000_000n - agoNs;
  const [row] = aProcess()([aChat({ startTimeNs, endTimeNs: startTimeNs + 5_000_000n })]).rows;
  expect(row?.start_time).toBe(BigInt(NOON) * 1_000_000n);
  expect(row?.duration_ns).toBe(5_000_000n);
  expect(row?.flags).toContain("clock_skew");
  expect(row?.attributes.get("spanledger.original_start_time_unix_nano")).toBe(startTimeNs.toString());
});

test("a wrapper in the same request is stored unbooked beside the call it wraps", () => {
  const inner = aChat({ spanId: "b".repeat(16), parentSpanId: "a".repeat(16) });
  const { rows, touched } = aProcess()([inner, aChat()]);
  expect(rows.map(({ billing_state, booked, superseded_by }) => [billing_state, booked, superseded_by])).toEqual([
    ["billed", 1, ""],
    ["superseded", 0, "b".repeat(16)],
  ]);
  expect(touched).toEqual([]);
});

test("a call that arrives after its wrapper was booked hands the trace to the reconciler", () => {
  const take = aProcess();
  take([aChat()]).commit();
  expect(take([aChat({ spanId: "b".repeat(16), parentSpanId: "a".repeat(16) })]).touched).toHaveLength(1);
});

test("a trace that left the window is reconciled when it reappears", () => {
  const take = aProcess({ maxAgeMs: 1_000 });
  take([aChat()]).commit();
  take([aChat({ traceId: "2".repeat(32) })], { receivedAtMs: NOON + 5_000 }).commit();
  const late = take([aSpan({ spanId: "c".repeat(16) })], { receivedAtMs: NOON + 6_000 });
  expect(late.touched).toHaveLength(1);
});

test("an unknown model is unpriced, a call without usage has no cost, and neither is 0 that counts", () => {
  const { rows } = aProcess()([
    aChat({ attributes: { "gen_ai.request.model": "nobody-knows-1" } }),
    aSpan({
      spanId: "b".repeat(16),
      attributes: { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o" },
    }),
  ]);
  expect(rows.map(({ cost_status, booked }) => [cost_status, booked])).toEqual([
    ["unpriced", 1],
    ["no_usage", 1],
  ]);
});

test("a project may count the client's cost instead of ours", () => {
  const [row] = aProcess({}, "client_reported")([aChat({ attributes: { "gen_ai.usage.cost": 0.25 } })]).rows;
  expect(row).toMatchObject({
    cost_status: "client_reported",
    total_cost: 250_000_000_000n,
    other_cost: 250_000_000_000n,
  });
});

test("the only carrier of usage waits unbooked until its trace is quiet", () => {
  const agent = aSpan({
    name: "invoke_agent planner",
    attributes: {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 1,
    },
  });
  const { rows, touched } = aProcess()([agent]);
  expect(rows).toMatchObject([{ billing_state: "provisional", booked: 0 }]);
  expect(touched).toHaveLength(1);
});
