import { afterAll, beforeAll, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import type { SpanContentRow } from "../rows/span-content-row.ts";
import type { SpanRow } from "../rows/span-row.ts";
import { callsSince, type TailPosition } from "./calls-since.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { getSession } from "./get-session.ts";
import { getTrace } from "./get-trace.ts";
import { getTraceTree } from "./get-trace-tree.ts";
import { listSessions } from "./list-sessions.ts";
import { searchContent } from "./search-content.ts";
import { traceTurns } from "./trace-turns.ts";

const START_MS = 1_790_000_000_000;
const RANGE = { fromMs: START_MS - 86_400_000, toMs: START_MS + 86_400_000 };
const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
const ledger = sampleLedger({ seed: 11, count: 400, days: 1 });
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

function spanAt(index: number, fields: Partial<SpanRow> = {}): SpanRow {
  const startMs = START_MS + index * 1000;
  return aSpanRow({
    seq: BigInt(index),
    trace_id: hex(index + 1, 32),
    span_id: hex(index + 1, 16),
    start_time: BigInt(startMs) * 1_000_000n,
    received_at: BigInt(startMs + 1500),
    ...fields,
  });
}

function contentOf(span: SpanRow, fields: Partial<SpanContentRow>): SpanContentRow {
  const { project, trace_id, span_id, start_time, seq } = span;
  const empty = { input_messages: "", output_messages: "", system_instructions: "", tool_definitions: "" };
  const rest = { salts: "", tool_arguments: "", tool_result: "", documents: "", status_message: "", other: "" };
  return { project, trace_id, span_id, start_time, seq, source: "span", ...empty, ...rest, ...fields };
}

test("finds text in content newest first, over page and chunk ends, and says what it searched", async () => {
  const spans = Array.from({ length: 700 }, (_, index) => spanAt(index, { project: "texts" }));
  const contents = spans.map((span, index) =>
    contentOf(span, {
      input_messages: JSON.stringify([
        { role: "user", parts: [{ type: "text", content: `Order ${index}\nsays "no"` }] },
      ]),
      ...(index % 100 === 7 ? { tool_result: `{"note":"Straße REFUND ${index}"}` } : {}),
    }),
  );
  await opened.storeSpans(spans);
  await opened.storeContent(contents);
  const reader = opened.store.project("texts");
  const first = await searchContent(reader, { range: RANGE, text: "refund", limit: 3 });
  expect(first.calls.map(({ seq }) => seq)).toEqual(["607", "507", "407"]);
  expect(first.calls[0]?.excerpt).toContain("REFUND 607");
  expect(first).toMatchObject({ searched: 300, searchedToMs: START_MS + 400_000 });
  const second = await searchContent(reader, {
    range: RANGE,
    text: "refund",
    limit: 5,
    ...(first.next && { after: first.next }),
  });
  expect(second.calls.map(({ seq }) => seq)).toEqual(["307", "207", "107", "7"]);
  expect(second).toMatchObject({ next: null, searched: 400 });
  const quoted = await searchContent(reader, { range: RANGE, text: 'order 12\nsays "no"' });
  expect(quoted.calls.map(({ seq }) => seq)).toEqual(["12"]);
});

test("stops a search when its budget is spent, and goes on from there", async () => {
  const reader = opened.store.project("texts");
  const first = await searchContent(reader, { range: RANGE, text: "no such words", maxSpans: 300 });
  expect(first).toMatchObject({ calls: [], searched: 300, searchedToMs: START_MS + 400_000 });
  const rest = await searchContent(reader, {
    range: RANGE,
    text: "no such words",
    ...(first.next && { after: first.next }),
  });
  expect(rest).toMatchObject({ calls: [], searched: 400, next: null });
});

test("a live tail gives each call once, whichever writer's rows become queryable first", async () => {
  const reader = opened.store.project("tail");
  const nowMs = START_MS + 60_000;
  const row = (writer: string, seq: number, receivedMs = nowMs) =>
    spanAt(seq, { project: "tail", writer, seq: BigInt(seq), received_at: BigInt(receivedMs) });
  await opened.storeSpans([row("a", 1), row("a", 2)]);
  let position: TailPosition | null = null;
  const seen: string[] = [];
  const poll = async (limit = 100) => {
    const { calls, skipped, ...tail } = await callsSince(reader, { position, nowMs, limit });
    position = tail.position;
    seen.push(...calls.map(({ writer, seq }) => `${writer}${seq}`));
    return skipped;
  };
  await poll();
  expect(seen).toEqual([]);
  await opened.storeSpans([row("a", 3)]);
  await poll();
  // Received before what was seen already, but queryable only now.
  await opened.storeSpans([row("b", 0, nowMs - 30_000), row("a", 4)]);
  await poll();
  await poll();
  expect(seen).toEqual(["a3", "a4", "b0"]);
  await opened.storeSpans([row("a", 5), row("a", 6), row("a", 7)]);
  expect(await poll(2)).toBe(1);
  expect(seen.slice(3)).toEqual(["a7", "a6"]);
});

test("the tree of a trace shows what the detail of each of its spans shows", async () => {
  await opened.storeSpans(ledger.spans);
  await opened.storeAdjustments(ledger.adjustments);
  const reader = opened.store.project("default");
  const traceIds = [...new Set(ledger.spans.map((span) => span.trace_id))].slice(0, 12);
  for (const traceId of traceIds) {
    const [tree, trace] = await Promise.all([getTraceTree(reader, { traceId }), getTrace(reader, { traceId })]);
    const shown = trace?.spans.map((span) => ({
      key: `${span.writer}:${span.seq}`,
      cost: span.cost && { total: span.cost.total },
      input:
        span.tokens &&
        span.tokens.inputUncached + span.tokens.cacheRead + span.tokens.cacheWrite5m + span.tokens.cacheWrite1h,
      counted: span.counted,
      state: span.billingState,
      agent: span.agent,
      took: span.durationMs,
    }));
    const drawn = tree?.spans.map((span) => ({
      key: `${span.writer}:${span.seq}`,
      cost: span.cost,
      input: span.tokens && span.tokens.input,
      counted: span.counted,
      state: span.billingState,
      agent: span.agent,
      took: span.durationMs,
    }));
    expect(drawn).toEqual(shown);
  }
});

test("sessions have the sums of costs by session, and their pages do not shift under ingest", async () => {
  const project = "talks";
  const spans = Array.from({ length: 40 }, (_, index) =>
    spanAt(index, {
      project,
      session_id: `s${index % 10}`,
      user_id: `u${index % 10}`,
      total_cost: BigInt(index) * 1_000_000_007n,
    }),
  );
  await opened.storeSpans([...spans, spanAt(90, { project })]);
  const reader = opened.store.project(project);
  const nowMs = START_MS + 200_000;
  const first = await listSessions(reader, { range: RANGE, limit: 4, nowMs });
  expect(first.sessions.map(({ session }) => session)).toEqual(["s9", "s8", "s7", "s6"]);
  await opened.storeSpans([spanAt(300, { project, session_id: "s1" }), spanAt(301, { project, session_id: "new" })]);
  const rest = await listSessions(reader, {
    range: RANGE,
    limit: 100,
    nowMs: nowMs + 500_000,
    ...(first.next && { after: first.next }),
  });
  expect(rest.sessions.map(({ session }) => session)).toEqual(["s5", "s4", "s3", "s2", "s1", "s0"]);
  const costs = await costByDimension(reader, { range: RANGE, groupBy: ["session"] });
  const spent = new Map(costs.rows.map(({ keys, costUsd }) => [keys[0], costUsd]));
  for (const { session, usage, user } of first.sessions) {
    expect(usage?.costUsd).toBe(spent.get(session));
    expect(user).toBe(session.replace("s", "u"));
  }
});

test("a session's traces come in order, a page at a time", async () => {
  const reader = opened.store.project("talks");
  const first = await getSession(reader, { session: "s3", limit: 3 });
  expect(first.traces.map(({ traceId }) => Number.parseInt(traceId, 16) - 1)).toEqual([3, 13, 23]);
  const rest = await getSession(reader, { session: "s3", limit: 3, ...(first.next && { after: first.next }) });
  expect(rest.traces.map(({ traceId }) => Number.parseInt(traceId, 16) - 1)).toEqual([33]);
  expect(rest.next).toBeNull();
});

test("a turn is what went in first and what came out last", async () => {
  const [early, late] = [spanAt(0, { project: "turns" }), spanAt(5, { project: "turns", trace_id: hex(1, 32) })];
  await opened.storeContent([
    contentOf(late, { input_messages: "later", output_messages: "answer" }),
    contentOf(early, { input_messages: "question", output_messages: "draft" }),
  ]);
  const turns = await traceTurns(opened.store.project("turns"), { traceIds: [hex(1, 32), hex(2, 32)] });
  expect(turns).toEqual([{ traceId: hex(1, 32), asked: "question", answered: "answer" }]);
});
