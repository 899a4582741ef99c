import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test.each([
  "vercel-ai-v4/tool_agent",
  "vercel-ai-v5/tool_agent",
  "vercel-ai-v6/tool_agent",
  "traceloop-vercel-v5/simple_chat",
])("%s: outer spans sum or repeat the inner ones and are roll-ups", (path) => {
  const roles = recorded(path).map((call) => [call.span.attributes.get("ai.operationId"), call.role]);
  const of = (operation: string): readonly unknown[] => [
    ...new Set(roles.filter(([id]) => id === operation).map(([, role]) => role)),
  ];
  expect(of("ai.generateText")).toEqual(["rollup"]);
  expect(of("ai.generateText.doGenerate")).toEqual(["call"]);
});

test("up to version 5 Anthropic's input excludes cached tokens, which stand in the metadata", () => {
  const streams = recorded("vercel-ai-v4/cached_prompt", "ai.streamText.doStream").filter(
    (call) => call.provider === "anthropic",
  );
  expect(streams.map(bucketsOf)).toContainEqual([168, 2176, 256, 9, null]);
});

test("from version 6 the disjoint counts are given", () => {
  for (const call of recorded("vercel-ai-v6/cached_prompt").filter((found) => found.role === "call")) {
    expect(call.usage).toMatchObject({ rule: "disjoint", confidence: 100 });
  }
});

test("tokens that are not a number are unknown", () => {
  for (const call of recorded("vercel-ai-v4/stream_chat", "ai.streamText.doStream")) expect(call.usage).toBeNull();
});

test("milliseconds and seconds to the first chunk", () => {
  const [old] = recorded("vercel-ai-v6/stream_chat", "ai.streamText.doStream");
  const current = recorded("vercel-ai-v7-otel/stream_chat").find((call) => call.role === "call");
  for (const call of [old, current]) {
    expect(Number(call?.ttftNs)).toBeGreaterThan(1e6);
    expect(Number(call?.ttftNs)).toBeLessThan(Number((call?.span.endTimeNs ?? 0n) - (call?.span.startTimeNs ?? 0n)));
  }
});

test("version 7 keeps tenant and session on the agent, never on the call", () => {
  const spans = recorded("vercel-ai-v7-otel/tool_agent");
  const agent = spans.find((call) => call.operation === "invoke_agent");
  expect(agent?.identity.own).toMatchObject({
    tenant: "globex",
    session: "sess-globex-01aa",
    promptName: "trip-planner",
    promptVersion: "1",
  });
  expect(spans.filter((call) => call.role === "call").every((call) => call.identity.own.tenant === undefined)).toBe(
    true,
  );
});

test("a Langfuse prompt in the metadata names and versions the prompt", () => {
  const call = firstRecorded("langfuse-vercel-v6/reasoning", "ai.generateText.doGenerate");
  expect(call.identity.own).toMatchObject({ promptName: "invoice-extract", promptVersion: "2" });
});

test("an answer spread over text and tool calls is one message; offered tools are unpacked", () => {
  const [call] = recorded("vercel-ai-v6/tool_agent", "ai.generateText.doGenerate");
  expect(call?.content.outputMessages).toContain('"type":"tool_call"');
  expect(JSON.parse(call?.content.toolDefinitions ?? "[]")).toContainEqual(
    expect.objectContaining({ name: "get_weather" }),
  );
});
