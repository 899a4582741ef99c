import { expect, test } from "vitest";
import { agentGraph, type GraphSpan } from "./agent-graph.ts";
import { buildTree, flattenTree } from "./build-tree.ts";
import { criticalPath } from "./critical-path.ts";
import { excerptParts } from "./excerpt-parts.ts";
import { figureHistory } from "./figure-history.ts";
import { mergeLive } from "./merge-live.ts";
import { formatInterval, parseInterval } from "./parse-interval.ts";
import { readDocuments } from "./read-documents.ts";
import { readMessages } from "./read-messages.ts";
import { readTurn } from "./read-turn.ts";

const span = (spanId: string, parentSpanId: string, start: number) => ({
  spanId,
  parentSpanId,
  startTimeNs: String(start),
  writer: "w",
  seq: `${spanId}${start}`,
});

test("puts children under their parent by start time and orphans at the root", () => {
  const rows = flattenTree(
    buildTree([span("b", "a", 30), span("a", "", 10), span("c", "a", 20), span("x", "gone", 5)]),
    new Set(),
  );
  expect(rows.map(({ span: { spanId }, depth }) => [spanId, depth])).toEqual([
    ["x", 0],
    ["a", 0],
    ["c", 1],
    ["b", 1],
  ]);
});

test("loses no span of a circle and does not hang", () => {
  const rows = flattenTree(buildTree([span("a", "b", 1), span("b", "a", 2)]), new Set());
  expect(rows).toHaveLength(2);
});

test("shows a span that was stored twice twice", () => {
  expect(flattenTree(buildTree([span("a", "", 1), span("a", "", 2)]), new Set())).toHaveLength(2);
});

test("folds children away", () => {
  const tree = buildTree([span("a", "", 1), span("b", "a", 2)]);
  expect(flattenTree(tree, new Set([tree[0]?.key ?? ""]))).toHaveLength(1);
});

test("reads messages as a conversation", () => {
  const json = JSON.stringify([
    { role: "user", parts: [{ type: "text", content: "Where is my order?" }] },
    { role: "assistant", parts: [{ type: "tool_call", name: "search", arguments: '{"id":1}' }] },
  ]);
  expect(readMessages(json, "user")).toEqual([
    { role: "user", parts: [{ kind: "text", title: "", text: "Where is my order?" }] },
    { role: "assistant", parts: [{ kind: "toolCall", title: "search", text: '{"id":1}' }] },
  ]);
});

test("names the tool of a result by its call, and shows a picture by what it was", () => {
  const json = JSON.stringify([
    { role: "assistant", parts: [{ type: "tool_call", id: "c1", name: "find_order", arguments: { id: 7 } }] },
    { role: "tool", parts: [{ type: "tool_call_response", id: "c1", response: { status: "sent" } }] },
    {
      role: "user",
      content: [
        { type: "image_url", image_url: { url: `data:image/png;base64,${"A".repeat(4096)}` } },
        { type: "blob", mime_type: "audio/wav", content: "AAAA" },
      ],
    },
  ]);
  expect(
    readMessages(json, "user").map(({ role, parts }) => [role, ...parts.map((part) => Object.values(part))]),
  ).toEqual([
    ["assistant", ["toolCall", "find_order", '{"id":7}']],
    ["tool", ["toolResult", "find_order", '{"status":"sent"}']],
    ["user", ["media", "image", "3 kB"], ["media", "audio", "audio/wav, 1 kB"]],
  ]);
});

test("reads documents with their scores, whatever way they are written", () => {
  expect(readDocuments('[{"id":"a","score":0.9,"content":"x"},{"score":"0.5","metadata":{"page":2}},"plain"]')).toEqual(
    [
      { id: "a", score: 0.9, distance: null, content: "x", metadata: "" },
      { id: "", score: 0.5, distance: null, content: "", metadata: '{"page":2}' },
      { id: "", score: null, distance: null, content: "plain", metadata: "" },
    ],
  );
  expect(readDocuments("no list")).toEqual([]);
});

test("a turn is the user's last words and the model's last text", () => {
  const asked = JSON.stringify([
    { role: "user", parts: [{ type: "text", content: "Hello" }] },
    { role: "assistant", parts: [{ type: "text", content: "Hi" }] },
    { role: "user", parts: [{ type: "text", content: "Where is it?" }] },
  ]);
  const answered = JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: "Here." }] }]);
  expect(readTurn({ asked, answered })).toEqual({ asked: "Where is it?", answered: "Here." });
});

const timed = (spanId: string, parentSpanId: string, [fromMs, toMs]: readonly [number, number]) => ({
  ...span(spanId, parentSpanId, fromMs * 1e6),
  durationMs: toMs - fromMs,
});

test("the critical path is what the trace waited for, and adds up to its length", () => {
  const tree = buildTree([
    timed("root", "", [0, 100]),
    timed("early", "root", [0, 30]),
    timed("beside", "root", [35, 60]),
    timed("long", "root", [40, 90]),
    timed("inner", "long", [50, 85]),
  ]);
  const path = criticalPath(tree);
  const bySpan = flattenTree(tree, new Set()).map(({ key, span: { spanId } }) => [spanId, path.get(key)]);
  expect(Object.fromEntries(bySpan)).toEqual({ root: 20, early: 30, beside: undefined, long: 15, inner: 35 });
  expect([...path.values()].reduce((sum, ms) => sum + ms, 0)).toBe(100);
});

test("long and deep traces of 10,000 spans are laid out in no time", () => {
  const wide = Array.from({ length: 10_000 }, (_, i) => timed(`s${i}`, i === 0 ? "" : "s0", [i, i + 1]));
  const deep = Array.from({ length: 10_000 }, (_, i) => timed(`s${i}`, i === 0 ? "" : `s${i - 1}`, [i, 20_000 - i]));
  for (const spans of [wide, deep]) {
    const before = process.cpuUsage();
    const tree = buildTree(spans);
    expect(flattenTree(tree, new Set())).toHaveLength(10_000);
    expect(criticalPath(tree).size).toBeGreaterThan(0);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  }
});

test("the graph has who handed over to whom with what the other one spent, and each call once", () => {
  const node = (spanId: string, parentSpanId: string, fields: Partial<GraphSpan>): GraphSpan => ({
    ...span(spanId, parentSpanId, 1),
    name: spanId,
    role: "none",
    operation: "",
    agent: "",
    toolName: "",
    model: "",
    status: "ok",
    counted: false,
    billingState: "none",
    cost: null,
    ...fields,
  });
  const call = (total: string | null) => ({
    role: "call",
    counted: true,
    billingState: "billed",
    model: "m",
    cost: total === null ? null : { total },
  });
  const { edges, nodes } = agentGraph(
    buildTree([
      node("a", "", { agent: "planner" }),
      node("b", "a", { agent: "planner", ...call("0.1") }),
      node("c", "a", { agent: "worker", status: "error" }),
      node("d", "c", call("0.2")),
      node("e", "c", call(null)),
      node("f", "c", { toolName: "find", operation: "execute_tool" }),
    ]),
  );
  const found = Object.fromEntries(edges.map(({ from, to, ...rest }) => [`${from} ${to}`, rest]));
  expect(found).toEqual({
    "agent: agent:planner": { count: 1, failed: 0, usd: "0.3", unknown: 1 },
    "agent:planner agent:worker": { count: 1, failed: 1, usd: "0.2", unknown: 1 },
    "agent:planner model:m": { count: 1, failed: 0, usd: "0.1", unknown: 0 },
    "agent:worker model:m": { count: 2, failed: 0, usd: "0.2", unknown: 1 },
    "agent:worker tool:find": { count: 1, failed: 0, usd: null, unknown: 0 },
  });
  expect(nodes.map(({ label, column }) => `${column} ${label}`).sort()).toEqual([
    "0 app",
    "1 planner",
    "2 worker",
    "3 find",
    "3 m",
  ]);
});

test("live arrivals take their place in the list, each once, and leave what is not loaded to its page", () => {
  const row = (seq: string, start: number) => ({ writer: "w", seq, startTimeNs: String(start) });
  const listed = [row("9", 90), row("5", 50), row("3", 30)];
  const live = [row("10", 100), row("5", 50), row("6", 50), row("2", 20)];
  expect(mergeLive(listed, live, true).map(({ seq }) => seq)).toEqual(["10", "9", "6", "5", "3"]);
  expect(mergeLive(listed, live, false).map(({ seq }) => seq)).toEqual(["10", "9", "6", "5", "3", "2"]);
});

test("an excerpt of stored JSON reads as words, with each match apart", () => {
  expect(excerptParts('says \\"No refund\\"\\nor REFUND', "refund")).toEqual([
    { words: 'says "No ', isMatch: false },
    { words: "refund", isMatch: true },
    { words: '" or ', isMatch: false },
    { words: "REFUND", isMatch: true },
  ]);
});

test.each([
  ["0.01..0.5", { min: "0.01", max: "0.5" }],
  ["2..", { min: "2" }],
  ["..500", { max: "500" }],
] as const)("a stretch %s is read and written", (text, interval) => {
  expect(parseInterval(text)).toEqual(interval);
  expect(formatInterval(interval)).toBe(text);
});

test.each(["", "..", "5", "a..b", "1..2..3", "-1.."])("%j is no stretch", (text) => {
  expect(parseInterval(text)).toBeNull();
});

test("shows text that is no JSON as it is", () => {
  expect(readMessages("hello", "user")).toEqual([
    { role: "user", parts: [{ kind: "text", title: "", text: "hello" }] },
  ]);
});

test("tells how a figure came about, reversals folded into their step", () => {
  const cost = { input: "0", cacheRead: "0", cacheWrite: "0", output: "0.0042", other: "0", total: "0.0042" };
  const entry = {
    revision: 1,
    recordedBy: "k",
    billingState: "billed",
    costStatus: "priced",
    priceId: "p",
    priceDate: "",
  };
  const steps = figureHistory({
    receivedAtMs: 1000,
    original: {
      billingState: "billed",
      costStatus: "priced",
      cost,
      priceId: "p",
      priceSource: "genai-prices 0.1.7",
      priceDate: "",
    },
    history: [
      {
        ...entry,
        entry: "reverse",
        reason: "repriced",
        recordedAtMs: 2000,
        costUsd: "-0.0042",
        priceSource: "genai-prices 0.1.7",
      },
      {
        ...entry,
        entry: "book",
        reason: "repriced",
        recordedAtMs: 2000,
        costUsd: "0.0051",
        priceSource: "genai-prices 0.1.8",
      },
    ],
  });
  expect(steps).toEqual([
    { usd: "0.0042", atMs: 1000, reason: "", priceSource: "genai-prices 0.1.7" },
    { usd: "0.0051", atMs: 2000, reason: "repriced", priceSource: "genai-prices 0.1.8" },
  ]);
});
