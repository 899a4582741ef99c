import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSpanRow } from "../../test/a-span-row.ts";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import type { SpanContentRow } from "../rows/span-content-row.ts";
import type { SpanRow } from "../rows/span-row.ts";
import type { ProjectReader } from "../store/store.ts";
import { cacheLifetimes } from "./cache-lifetimes.ts";
import { nearDuplicatePrompts } from "./near-duplicate-prompts.ts";
import { repeatedPrompts } from "./repeated-prompts.ts";
import { stablePrefixes } from "./stable-prefixes.ts";
import { stoppedCaches } from "./stopped-caches.ts";

const START_MS = Date.UTC(2026, 8, 1);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const range = { fromMs: START_MS, toMs: START_MS + 20 * DAY_MS };

const spans: SpanRow[] = [];
const content: SpanContentRow[] = [];

interface Told {
  readonly atMs: number;
  readonly text?: string;
  readonly fields: Partial<SpanRow>;
}

function call({ atMs, text = "", fields }: Told): void {
  const index = spans.length + 1;
  const span = aSpanRow({
    project: "p",
    tenant: "acme",
    request_model: "claude-sonnet-4-6",
    provider: "anthropic",
    trace_id: index.toString(16).padStart(32, "0"),
    span_id: index.toString(16).padStart(16, "0"),
    seq: BigInt(index),
    start_time: BigInt(START_MS + atMs) * 1_000_000n,
    total_cost: 1_000_000_000n,
    uncached_input_tokens: 2000,
    ...fields,
  });
  spans.push(span);
  const { project, trace_id, span_id, start_time, seq } = span;
  const input = JSON.stringify([{ role: "user", parts: [{ type: "text", content: text }] }]);
  const empty = { output_messages: "", system_instructions: "", tool_definitions: "", tool_arguments: "", salts: "" };
  const rest = { tool_result: "", documents: "", status_message: "", other: "", source: "span" };
  if (text !== "")
    content.push({ ...empty, ...rest, project, trace_id, span_id, start_time, seq, input_messages: input });
}

const ask = "Where is my order number 4711 that should have arrived in Hamburg last Tuesday morning, please?";
// The same prompt three times within a day, a fourth time after three days, and once from another customer.
for (const hour of [1, 2, 3, 75]) call({ atMs: hour * 60 * MINUTE_MS, text: ask, fields: { feature: "support" } });
call({ atMs: 4 * 60 * MINUTE_MS, text: ask, fields: { feature: "support", tenant: "globex" } });
// One word of difference, and something else entirely.
call({ atMs: 5 * 60 * MINUTE_MS, text: `${ask}!`, fields: { feature: "support" } });
call({ atMs: 6 * 60 * MINUTE_MS, text: "Wie kündige ich meinen Vertrag?", fields: { feature: "support" } });
// A long document asked about five times: twice within minutes, then after an hour.
const document = "The supplier delivers the goods as described in annex A. ".repeat(120);
for (const minute of [0, 2, 4, 6, 90])
  call({
    atMs: DAY_MS + minute * MINUTE_MS,
    text: `${document} Question ${minute}`,
    fields: { feature: "contracts", prompt_name: "clauses" },
  });
// Cached, so nothing to gain.
call({ atMs: DAY_MS, text: `${document} Question`, fields: { feature: "contracts", cache_read_tokens: 1500 } });
// Sessions that come back after ten minutes and write again, and one that writes for an hour and is read at once.
for (const [minute, fields] of [
  [0, { cache_write_5m_tokens: 3000 }],
  [1, { cache_read_tokens: 3000 }],
  [11, { cache_write_5m_tokens: 3000 }],
  [90, { cache_write_5m_tokens: 3000 }],
] as const)
  call({ atMs: 2 * DAY_MS + minute * MINUTE_MS, fields: { feature: "chat", session_id: "s1", ...fields } });
for (const [minute, fields] of [
  [0, { cache_write_1h_tokens: 5000 }],
  [2, { cache_read_tokens: 5000 }],
] as const)
  call({ atMs: 2 * DAY_MS + minute * MINUTE_MS, fields: { feature: "agent", session_id: "s2", ...fields } });
// Ten days with caching, then five without, and a prompt that never had any.
for (let day = 0; day < 15; day += 1)
  for (let of = 0; of < 10; of += 1) {
    const cached = day < 10 ? { uncached_input_tokens: 200, cache_read_tokens: 1800 } : {};
    call({
      atMs: (3 + day) * DAY_MS + of * MINUTE_MS,
      fields: { feature: "review", prompt_name: "extract", ...cached },
    });
    call({ atMs: (3 + day) * DAY_MS + of * MINUTE_MS, fields: { feature: "review", prompt_name: "never" } });
  }

let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans(spans);
  await opened.storeContent(content);
});
afterAll(() => opened.dispose());

const reader = () => opened.store.project("p");

test("counts prompts that the same tenant repeats within a day", async () => {
  const found = await repeatedPrompts(reader(), { range });
  expect(found.map(({ feature }) => feature)).toContain("contracts");
  expect(found.filter(({ repeats }) => repeats > 0)).toEqual([
    {
      feature: "support",
      model: "claude-sonnet-4-6",
      calls: 7,
      repeats: 2,
      repeatsUsd: "0.002",
      sampleTraceId: spans[2]?.trace_id,
    },
  ]);
});

test("counts prompts that almost repeat, once each, and not those that repeat word for word", async () => {
  const found = await nearDuplicatePrompts(reader(), { range });
  expect(found.filter(({ feature }) => feature === "support")).toEqual([
    {
      feature: "support",
      model: "claude-sonnet-4-6",
      calls: 7,
      repeats: 1,
      repeatsUsd: "0.001",
      sampleTraceId: spans[5]?.trace_id,
    },
  ]);
});

test("finds long beginnings that the provider's cache was not used for", async () => {
  expect(await stablePrefixes(reader(), { range })).toEqual([
    {
      feature: "contracts",
      promptName: "clauses",
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      characters: 4096,
      calls: 5,
      reads: 3,
      sampleTraceId: spans[11]?.trace_id,
    },
  ]);
});

test("tells which written tokens an hour would have kept, and which did not need it", async () => {
  const { groups } = await cacheLifetimes(reader(), { range });
  expect(groups).toEqual([
    expect.objectContaining({ feature: "agent", write1hTokens: 5000, lateReadTokens: 0, rewrittenTokens: 0 }),
    expect.objectContaining({ feature: "chat", write5mTokens: 9000, rewrittenTokens: 3000, write1hTokens: 0 }),
  ]);
});

test("finds the cache that was switched off, with what it read before", async () => {
  const found = await stoppedCaches(reader(), { range });
  expect(found).toEqual([
    {
      feature: "review",
      promptName: "extract",
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      lastDayMs: START_MS + 12 * DAY_MS,
      promptTokensBefore: 200_000,
      readTokensBefore: 180_000,
      promptTokensAfter: 100_000,
      callsAfter: 50,
      daysAfter: 5,
    },
  ]);
});

describe.each<[string, (reader: ProjectReader) => Promise<unknown>]>([
  ["repeatedPrompts", (one) => repeatedPrompts(one, { range })],
  ["nearDuplicatePrompts", (one) => nearDuplicatePrompts(one, { range })],
  ["stablePrefixes", (one) => stablePrefixes(one, { range })],
  ["cacheLifetimes", async (one) => (await cacheLifetimes(one, { range })).groups],
  ["stoppedCaches", (one) => stoppedCaches(one, { range })],
])("%s", (_, question) => {
  test("is bounded, filters by project and shows a stranger nothing", async () => {
    const statements: string[] = [];
    const inner = opened.store.project("theirs");
    const watched: ProjectReader = {
      ...inner,
      query(query) {
        statements.push(query.sql);
        return inner.query(query);
      },
    };
    expect(await question(watched)).toEqual([]);
    for (const sql of statements) {
      expect(sql).toMatch(/max_execution_time = \d+, max_memory_usage = \d+/);
      const tables = [...sql.matchAll(/FROM (spans|adjustments|span_content|\w+_(?:hourly|daily))\b/g)];
      expect(tables.length).toBeGreaterThan(0);
      expect([...sql.matchAll(/\bproject = \{project: String\}/g)]).toHaveLength(tables.length);
    }
  });
});
