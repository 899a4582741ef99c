import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("the workflow that keeps the response's JSON, usage included, reports none", () => {
  expect(firstRecorded("traceloop-openai/cached_prompt", "search.workflow")).toMatchObject({
    role: "rollup",
    usage: null,
  });
});

test("counts that may come from a local tokeniser are not passed off as measured", () => {
  const call = firstRecorded("traceloop-openai/stream_chat", "chat gpt-4o-mini");
  expect(call.usage?.confidence).toBeLessThan(80);
  expect(call.flags).toContain("usage_maybe_estimated");
});

test("its Anthropic counts exclude the cache, the SDK's own include it: the same buckets", () => {
  const spans = recorded("traceloop-anthropic/cached_prompt").filter((call) => call.role === "call");
  const byScope = (scope: string): readonly unknown[] =>
    spans.filter((call) => call.span.scope.name === scope).map(bucketsOf);
  expect(byScope("@traceloop/instrumentation-anthropic")).toEqual(byScope("com.anthropic.sdk.typescript"));
});

test("Bedrock Converse says provider and model only: a call without usage", () => {
  for (const call of recorded("traceloop-bedrock/cached_prompt", "bedrock.completion")) {
    expect(call).toMatchObject({ role: "call", provider: "aws.bedrock", usage: null });
  }
});

test("the older dialect: capitalised provider, indexed messages, reason on the choice", () => {
  const call = firstRecorded("traceloop-old-openai/simple_chat", "openai.chat");
  expect(call).toMatchObject({ role: "call", provider: "openai", finishReasons: ["stop"] });
  expect(call.content.inputMessages).toContain('"role":"system"');
  expect(call.content.other).toBe("");
});

test("a managed prompt names and versions itself; association properties name the tenant", () => {
  const call = recorded("traceloop-old-openai/managed_prompt").find((found) => found.role === "call");
  expect(call?.identity.own).toMatchObject({
    promptName: "support-answer-v3",
    promptVersion: "3",
    tenant: "acme-corp",
  });
});

test("LangChain's runnables are not providers, and its tools are tools", () => {
  const spans = recorded("traceloop-langchain/tool_agent");
  expect(spans.map((call) => call.provider)).not.toContain("langchain");
  expect(
    spans
      .filter((call) => call.operation === "execute_tool")
      .every((call) => call.role === "none" && call.content.toolArguments !== ""),
  ).toBe(true);
});
