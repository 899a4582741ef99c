import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { anAdjustmentRow } from "../../test/an-adjustment-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import type { ProjectReader } from "../store/store.ts";
import { callsSince } from "./calls-since.ts";
import { cacheGains } from "./cache-gains.ts";
import { cacheOverTime } from "./cache-over-time.ts";
import { attributeKeys } from "./attribute-keys.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { costChanges } from "./cost-changes.ts";
import { dataQuality } from "./data-quality.ts";
import { dimensionValues } from "./dimension-values.ts";
import { failures } from "./failures.ts";
import { exportCalls } from "./export-calls.ts";
import { exportFocus } from "./export-focus.ts";
import { exportUsage } from "./export-usage.ts";
import { firstSpanSeen } from "./first-span-seen.ts";
import { getSession } from "./get-session.ts";
import { foreignCacheHits } from "./foreign-cache-hits.ts";
import { getSpanContent } from "./get-span-content.ts";
import { getTrace } from "./get-trace.ts";
import { getTraceSize } from "./get-trace-size.ts";
import { getTraceTree } from "./get-trace-tree.ts";
import { latency } from "./latency.ts";
import { latencyByDimension } from "./latency-by-dimension.ts";
import { latencyOverTime } from "./latency-over-time.ts";
import { latencyByKeys } from "./latency-by-keys.ts";
import { listCalls } from "./list-calls.ts";
import { listSessions } from "./list-sessions.ts";
import { oldestSpan } from "./oldest-span.ts";
import { projectActivity } from "./project-activity.ts";
import { sampleWindow } from "./sample-window.ts";
import { searchContent } from "./search-content.ts";
import { retries } from "./retries.ts";
import { slowestCalls } from "./slowest-calls.ts";
import { spendByKeys } from "./spend-by-keys.ts";
import { spendOverTime } from "./spend-over-time.ts";
import { totals } from "./totals.ts";
import { traceTurns } from "./trace-turns.ts";
import { unpricedModels } from "./unpriced-models.ts";

const range = { fromMs: 1_789_900_000_000, toMs: 1_790_100_000_123 };
const span = aSpanRow({
  project: "mine",
  tenant: "mine-tenant",
  user_id: "mine-user",
  session_id: "mine-session",
  total_cost: 5n,
  status: "error",
  error_type: "mine-code",
  cache_read_tokens: 8,
  cache_tier: "exact",
  cache_entry_tenant: "mine-other",
  attributes: new Map([["team", "mine-team"]]),
});
const traceId = span.trace_id;

/** Every question that a page can ask, by its file. */
const QUESTIONS: Record<string, (reader: ProjectReader) => Promise<unknown>> = {
  "calls-since": (reader) =>
    callsSince(reader, { position: { receivedMs: 1_790_000_000_000, next: {} }, nowMs: 1_790_000_002_000 }),
  "cache-gains": async (reader) => [
    await cacheGains(reader, { range, groupBy: ["tenant"] }),
    await cacheGains(reader, { range, groupBy: ["model", "tenant"] }),
  ],
  "cache-over-time": async (reader) => [...(await cacheOverTime(reader, { range, interval: "day" }))],
  "attribute-keys": (reader) => attributeKeys(reader, { range }),
  "cost-by-dimension": async (reader) => [
    await costByDimension(reader, { range, groupBy: ["tenant"] }),
    await costByDimension(reader, {
      range,
      groupBy: ["model", "feature"],
      filters: [{ dimension: "provider", op: "in", values: ["openai"] }],
    }),
    await costByDimension(reader, { range, groupBy: ["attr:team", "user"], orderBy: "calls", direction: "asc" }),
  ],
  "cost-changes": (reader) =>
    costChanges(reader, { range, previous: { fromMs: 1, toMs: 2 }, groupBy: ["tenant"], mixBy: "model" }),
  "data-quality": (reader) => dataQuality(reader, { range }),
  "dimension-values": async (reader) => [
    await dimensionValues(reader, { range, dimension: "tenant" }),
    await dimensionValues(reader, { range, dimension: "user" }),
  ],
  failures: async (reader) => [
    await failures(reader, { range }),
    await failures(reader, { range, filters: [{ dimension: "user", op: "in", values: ["mine-user"] }] }),
  ],
  "export-calls": async (reader) =>
    textOf(
      await exportCalls(reader, {
        range,
        filters: [{ dimension: "user", op: "in", values: ["mine-user"] }],
        format: "csv",
      }),
    ),
  "export-focus": async (reader) => textOf(await exportFocus(reader, { range, format: "csv" })),
  "export-usage": async (reader) => [
    await textOf(await exportUsage(reader, { range, groupBy: ["tenant"], format: "csv" })),
    await textOf(await exportUsage(reader, { range, groupBy: ["attr:team"], interval: "hour", format: "csv" })),
  ],
  "first-span-seen": (reader) => firstSpanSeen(reader),
  "get-session": (reader) => getSession(reader, { session: "mine-session" }),
  "foreign-cache-hits": (reader) => foreignCacheHits(reader, { range }),
  "get-span-content": (reader) => getSpanContent(reader, { traceId, spanId: span.span_id }),
  "get-trace": (reader) => getTrace(reader, { traceId }),
  "get-trace-size": (reader) => getTraceSize(reader, { traceId }),
  "get-trace-tree": (reader) => getTraceTree(reader, { traceId }),
  latency: async (reader) => [
    await latency(reader, { range }),
    await latency(reader, { range, filters: [{ dimension: "user", op: "in", values: ["mine-user"] }] }),
  ],
  "latency-by-dimension": (reader) => latencyByDimension(reader, { range, groupBy: ["tenant"] }),
  "latency-over-time": (reader) => latencyOverTime(reader, { range, interval: "day" }),
  "latency-by-keys": (reader) => latencyByKeys(reader, { range, groupBy: "tenant", isHourly: true }),
  "list-calls": (reader) =>
    listCalls(reader, { range, filters: [{ dimension: "feature", op: "not_in", values: ["x"] }], countedOnly: true }),
  "list-sessions": (reader) => listSessions(reader, { range, nowMs: range.toMs }),
  "oldest-span": (reader) => oldestSpan(reader),
  "project-activity": (reader) => projectActivity(reader),
  "search-content": (reader) => searchContent(reader, { range, text: "content" }),
  "sample-window": (reader) => sampleWindow(reader, range, 1),
  retries: (reader) => retries(reader, { range }),
  "slowest-calls": (reader) => slowestCalls(reader, { range }),
  "spend-by-keys": (reader) => spendByKeys(reader, { range, groupBy: ["tenant", "attr:team"] }),
  "spend-over-time": (reader) => spendOverTime(reader, { range, interval: "hour", groupBy: "tenant" }),
  totals: (reader) => totals(reader, { range, previous: { fromMs: 1, toMs: range.toMs } }),
  "trace-turns": (reader) => traceTurns(reader, { traceIds: [traceId] }),
  "unpriced-models": (reader) => unpricedModels(reader, { range }),
};

let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  const unpriced = aSpanRow({ ...span, seq: 2n, cost_status: "unpriced", total_cost: 0n });
  await opened.storeSpans([span, unpriced]);
  await opened.storeAdjustments([
    anAdjustmentRow(span, { entry: "reverse", revision: 1 }),
    anAdjustmentRow(span, { entry: "book", revision: 1 }),
  ]);
  await opened.storeContent([
    {
      project: "mine",
      trace_id: traceId,
      span_id: span.span_id,
      start_time: span.start_time,
      input_messages: "mine-content",
      output_messages: "",
      system_instructions: "",
      tool_definitions: "",
      tool_arguments: "",
      tool_result: "",
      documents: "",
      status_message: "",
      other: "",
      source: "span",
      seq: 1n,
      salts: "",
    },
  ]);
});
afterAll(() => opened.dispose());

test("covers every query file that asks for a page", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const asking = files.filter((name) =>
    /reader\.(query|file)\(|newestSpans\(reader/.test(readFileSync(join(import.meta.dirname, name), "utf8")),
  );
  const own = asking.map((name) => name.replace(/\.ts$/, "")).filter((name) => !COVERED_ELSEWHERE.has(name));
  expect(own.sort()).toEqual(Object.keys(QUESTIONS).sort());
});

/** Questions of the reconciler and of re-pricing, and searches for patterns, whose own tests show the same. */
const COVERED_ELSEWHERE = new Set([
  "ledger-rows",
  "cache-lifetimes",
  "near-duplicate-prompts",
  "repeated-prompts",
  "stable-prefixes",
  "stopped-caches",
]);

describe.each(Object.entries(QUESTIONS))("%s", (_, ask) => {
  test("filters by project and is bounded in time and memory, statement by statement", async () => {
    const { reader, statements } = watched(opened.store.project("mine"));
    await ask(reader);
    expect(statements.length).toBeGreaterThan(0);
    for (const sql of statements) {
      expect(sql).toMatch(/max_execution_time = \d+/);
      expect(sql).toMatch(/max_memory_usage = \d+/);
      const tables = [...sql.matchAll(/FROM (spans|adjustments|span_content|\w+_(?:hourly|daily))\b/g)];
      expect(tables.length).toBeGreaterThan(0);
      expect([...sql.matchAll(/\bproject = \{project: String\}/g)]).toHaveLength(tables.length);
    }
  });

  test("shows a stranger nothing of it", async () => {
    const mine = JSON.stringify(await ask(opened.store.project("mine")));
    const theirs = JSON.stringify((await ask(opened.store.project("theirs"))) ?? null);
    expect(mine).not.toEqual(theirs);
    expect(theirs).not.toMatch(/mine|gpt-4o/);
  });
});

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

function watched(inner: ProjectReader): { reader: ProjectReader; statements: string[] } {
  const statements: string[] = [];
  const reader: ProjectReader = {
    projectId: inner.projectId,
    query(query) {
      statements.push(query.sql);
      return inner.query(query);
    },
    file(query) {
      statements.push(query.sql);
      return inner.file(query);
    },
  };
  return { reader, statements };
}
