import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("identity is spread over prefixed metadata and a JSON text", () => {
  const root = firstRecorded("raindrop-ai-sdk/simple_chat", "ai.generateText");
  expect(root.identity.own).toMatchObject({
    user: "u-1001",
    session: "sess-acme-7f3a",
    tenant: "acme-corp",
    promptVersion: "3",
  });
  expect(root.identity.derived).toMatchObject({ feature: "support-answer" });
});

test("its own disjoint counts are used, duplicates of one key or family are one", () => {
  const calls = recorded("raindrop-ai-sdk/simple_chat", "ai.generateText.doGenerate");
  expect(calls.map(bucketsOf)).toEqual([
    [58, 0, 0, 13, 0],
    [60, 0, 0, 8, 0],
  ]);
});

test("ids in base64 find their parents", () => {
  const spans = recorded("raindrop-ai-sdk/simple_chat");
  const ids = new Set(spans.map((call) => call.span.spanId));
  expect(spans.filter((call) => call.role === "call").every((call) => ids.has(call.span.parentSpanId))).toBe(true);
});
