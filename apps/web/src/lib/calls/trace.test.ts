import { expect, test } from "vitest";
import { buildTree, flattenTree } from "./build-tree.ts";
import { figureHistory } from "./figure-history.ts";
import { readMessages } from "./read-messages.ts";

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
    { role: "assistant", parts: [{ kind: "toolCall", title: "search", text: '{\n  "id": 1\n}' }] },
  ]);
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
