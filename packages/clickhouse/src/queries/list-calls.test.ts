import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { anAdjustmentRow } from "../../test/an-adjustment-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import type { CallRecord } from "../calls/call-record.ts";
import { parsePicoUsd } from "../registry/parse-pico-usd.ts";
import type { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { getSpanContent } from "./get-span-content.ts";
import { getTrace } from "./get-trace.ts";
import { listCalls } from "./list-calls.ts";
import { totals } from "./totals.ts";

const ledger = sampleLedger({ seed: 3, count: 1500, days: 3 });
const range = { fromMs: ledger.fromMs, toMs: ledger.toMs };
const story = aSpanRow({
  project: "story",
  trace_id: "ab".repeat(16),
  seq: 1n,
  start_time: 1_790_000_000_000_000_123n,
  uncached_input_tokens: 10,
  total_cost: 4_200_000_000n,
  price_id: "openai/gpt-4o",
  attributes: new Map([["team", "red"]]),
});
let opened: TestStore;
let reader: ProjectReader;

beforeAll(async () => {
  opened = await openTestStore();
  reader = opened.store.project("default");
  await opened.storeSpans([...ledger.spans, story, aSpanRow({ ...story, project: "other" })]);
  await opened.storeAdjustments([
    ...ledger.adjustments,
    anAdjustmentRow(story, { entry: "reverse", revision: 1, recorded_at: 5n }),
    anAdjustmentRow(
      { ...story, total_cost: 5_100_000_000n, feature: "search" },
      { entry: "book", revision: 1, recorded_at: 5n },
    ),
    anAdjustmentRow(
      { ...story, total_cost: 5_100_000_000n, feature: "search" },
      { entry: "reverse", revision: 2, recorded_at: 6n, reason: "superseded" },
    ),
    anAdjustmentRow(
      { ...story, feature: "search" },
      {
        entry: "book",
        revision: 2,
        calls: 0,
        recorded_at: 6n,
        reason: "superseded",
        billing_state: "superseded",
        superseded_by: "00000000000000aa",
      },
    ),
  ]);
});
afterAll(() => opened.dispose());

async function everyCall(options: Omit<Parameters<typeof listCalls>[1], "range">): Promise<CallRecord[]> {
  const calls: CallRecord[] = [];
  let after: Parameters<typeof listCalls>[1]["after"];
  for (;;) {
    const page = await listCalls(reader, { ...options, range, ...(after && { after }) });
    calls.push(...page.calls);
    if (page.next === null) return calls;
    after = page.next;
  }
}

test("pages through every call and roll-up once, newest first", async () => {
  const calls = await everyCall({ limit: 170 });
  const expected = ledger.spans.filter((span) => span.role !== "none");
  expect(calls).toHaveLength(expected.length);
  expect(new Set(calls.map((call) => call.seq)).size).toBe(expected.length);
  const times = calls.map((call) => BigInt(call.startTimeNs));
  expect(times).toEqual([...times].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
});

test.each<{ filters: UsageFilter[] }>([
  { filters: [] },
  { filters: [{ dimension: "feature", op: "in", values: ["inherited", ""] }] },
  {
    filters: [
      { dimension: "feature", op: "not_in", values: ["inherited"] },
      { dimension: "tenant", op: "in", values: ["acme"] },
    ],
  },
  {
    filters: [
      { dimension: "attr:team", op: "in", values: ["red"] },
      { dimension: "model", op: "in", values: ["gpt-4o"] },
    ],
  },
])("the calls behind a figure add up to it: %j", async ({ filters }) => {
  const calls = await everyCall({ filters, countedOnly: true, limit: 1000 });
  const { current } = await totals(reader, { range, filters });
  const spent = calls.filter((call) => call.billingState !== "cached");
  const cost = spent.reduce((sum, call) => sum + parsePicoUsd(call.cost?.total ?? "0"), 0n);
  expect(calls.length).toBe(current.calls);
  expect(calls.length).toBeGreaterThan(0);
  expect(cost).toBe(parsePicoUsd(current.costUsd ?? "0"));
  expect(calls.every((call) => call.counted)).toBe(true);
});

test("pages stay whole while spans arrive before, between and at the same instant as what was read", async () => {
  const busy = opened.store.project("busy");
  const at = (ms: number) => BigInt(ledger.fromMs + ms) * 1_000_000n;
  const row = (seq: number, ms: number, writer = "a") =>
    aSpanRow({
      project: "busy",
      writer,
      seq: BigInt(seq),
      start_time: at(ms),
      received_at: BigInt(ledger.fromMs + ms),
    });
  const before = Array.from({ length: 9 }, (_, index) => row(index, Math.floor(index / 3) * 10));
  await opened.storeSpans(before);
  const seen: string[] = [];
  let after: Parameters<typeof listCalls>[1]["after"];
  for (let page = 0; ; page += 1) {
    const { calls, next } = await listCalls(busy, { range, limit: 2, ...(after && { after }) });
    seen.push(...calls.map(({ writer, seq }) => `${writer}${seq}`));
    // Newer than everything, and at the instant where the page was cut.
    await opened.storeSpans([row(100 + page, 500), row(200 + page, Math.floor((8 - 2 * page) / 3) * 10, "b")]);
    if (next === null) break;
    after = next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((key) => key.startsWith("a"))).toEqual(["a8", "a7", "a6", "a5", "a4", "a3", "a2", "a1", "a0"]);
});

test.each([
  [
    { find: "0AF7651916CD43DD8448EB211C80319C" },
    (call: CallRecord) => call.traceId === "0af7651916cd43dd8448eb211c80319c",
  ],
  [{ tokens: { min: 500, max: 900 } }, (call: CallRecord) => call.counted && between(tokensOf(call), 500, 900)],
  [{ durationMs: { min: 800 } }, (call: CallRecord) => call.durationMs >= 800],
  [{ ttftMs: { max: 300 } }, (call: CallRecord) => call.ttftMs !== null && call.ttftMs <= 300],
  [
    { cost: { min: "0.001", max: "0.02" } },
    (call: CallRecord) =>
      call.counted &&
      call.billingState !== "cached" &&
      call.cost !== null &&
      between(Number(call.cost.total), 0.001, 0.02),
  ],
] as const)("a search by %j gives the calls that show it", async (search, shows) => {
  const all = await everyCall({ limit: 1000 });
  const found = await everyCall({ limit: 1000, search });
  expect(found.map(({ seq }) => seq)).toEqual(all.filter(shows).map(({ seq }) => seq));
});

test("a search by name or by an id of the app finds also spans that are no calls", async () => {
  const named = opened.store.project("named");
  const base = { project: "named", start_time: BigInt(ledger.fromMs) * 1_000_000n };
  await opened.storeSpans([
    aSpanRow({ ...base, seq: 1n, name: "execute_tool Search_Orders", role: "none", booked: 0, billing_state: "none" }),
    aSpanRow({ ...base, seq: 2n, name: "chat", session_id: "conv-7" }),
  ]);
  const find = async (text: string, everySpan = true) =>
    (await listCalls(named, { range, search: { find: text, everySpan } })).calls.map(({ seq }) => seq);
  expect(await find("search_orders")).toEqual(["1"]);
  expect(await find("search_orders", false)).toEqual([]);
  expect(await find("conv-7")).toEqual(["2"]);
  expect(await find("conv")).toEqual([]);
});

function tokensOf({ tokens: t }: CallRecord): number {
  return t === null ? 0 : t.inputUncached + t.cacheRead + t.cacheWrite5m + t.cacheWrite1h + t.output;
}

function between(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

test("filters by the state a call is in now", async () => {
  const superseded = await everyCall({ billingStates: ["superseded"], limit: 1000 });
  const corrected = new Set(ledger.adjustments.filter((row) => row.entry === "book").map((row) => row.seq));
  const expected = [
    ...ledger.spans.filter((span) => span.billing_state === "superseded" && !corrected.has(span.seq)),
    ...ledger.adjustments.filter((row) => row.entry === "book" && row.billing_state === "superseded"),
  ];
  expect(superseded).toHaveLength(expected.length);
});

test("never shows a cost or tokens that nobody knows", async () => {
  for (const call of await everyCall({ costStatuses: ["unpriced"], limit: 1000 })) expect(call.cost).toBeNull();
  for (const call of await everyCall({ costStatuses: ["no_usage"], limit: 1000 })) expect(call.tokens).toBeNull();
});

test("tells how a figure came about", async () => {
  const trace = await getTrace(opened.store.project("story"), { traceId: story.trace_id.toUpperCase() });
  expect(trace?.spans).toHaveLength(1);
  const [span] = trace?.spans ?? [];
  expect(span).toMatchObject({
    feature: "search",
    billingState: "superseded",
    supersededBy: "00000000000000aa",
    counted: false,
    cost: { total: "0.0042" },
    original: { billingState: "billed", cost: { total: "0.0042" }, priceId: "openai/gpt-4o" },
    attributes: { team: "red" },
    startTimeNs: "1790000000000000123",
  });
  expect(span?.history.map((entry) => [entry.revision, entry.entry, entry.reason, entry.costUsd])).toEqual([
    [1, "reverse", "repriced", "-0.0042"],
    [1, "book", "repriced", "0.0051"],
    [2, "reverse", "superseded", "-0.0051"],
    [2, "book", "superseded", "0"],
  ]);
  expect(await getTrace(opened.store.project("nobody"), { traceId: story.trace_id })).toBeUndefined();
});

test("joins the content of a span with what its log records brought", async () => {
  const key = { project: "story", trace_id: story.trace_id, span_id: story.span_id, start_time: story.start_time };
  const empty = {
    ...key,
    input_messages: "",
    output_messages: "",
    system_instructions: "",
    tool_definitions: "",
    tool_arguments: "",
    tool_result: "",
    documents: "",
    status_message: "",
    other: "",
    salts: "",
  };
  await opened.storeContent([
    { ...empty, source: "log", seq: 9n, input_messages: "from log", output_messages: "answer" },
    { ...empty, source: "span", seq: 1n, input_messages: "from span" },
  ]);
  const ask = (project: string) =>
    getSpanContent(opened.store.project(project), { traceId: story.trace_id, spanId: story.span_id });
  expect(await ask("story")).toMatchObject({ inputMessages: "from span", outputMessages: "answer", toolResult: "" });
  expect(await ask("other")).toBeUndefined();
});
