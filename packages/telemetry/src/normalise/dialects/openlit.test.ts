import { expect, test } from "vitest";
import { firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("tool names on a model call do not make it a tool", () => {
  const calls = recorded("openlit-openai/tool_agent").filter((call) => call.span.attributes.has("gen_ai.tool.name"));
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls)
    expect(call).toMatchObject({ role: "call", operation: "chat", toolName: "", toolCallId: "" });
});

test("Anthropic's input excludes cached tokens whatever the names say", () => {
  for (const call of recorded("openlit-anthropic/tool_agent").filter((found) => found.role === "call")) {
    expect(["emitter_exclusive", "arith_overflow", "arith_exclusive", "no_cache"]).toContain(call.usage?.rule);
  }
});

test("LangChain's input is a local estimate and is marked", () => {
  for (const call of recorded("openlit-langchain/cached_prompt").filter((found) => found.role === "call")) {
    expect(call.usageEstimated).toBe(true);
    expect(call.flags).toContain("usage_estimated");
  }
});

test("the reported cost is kept to the pico-dollar, with its source", () => {
  const call = firstRecorded("openlit-openai/cached_prompt", "chat gpt-4o");
  expect(call.reportedCost).toEqual({ picoUsd: 5_230_000_000n, source: "gen_ai.usage.cost" });
  expect(call.identity.own).toMatchObject({
    tenant: "acme-corp",
    feature: "doc-search",
    promptName: "doc-search-rag",
    promptVersion: "12",
  });
});

test("a wrapper span of the same kind and scope family is no call", () => {
  expect(firstRecorded("openlit-openai/cached_prompt", "POST /api/search")).toMatchObject({
    role: "none",
    usage: null,
  });
});
