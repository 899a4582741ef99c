import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";
import { expect, test } from "vitest";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";

test("every key of usage_details is a bucket of its own", () => {
  const calls = recorded("langfuse-openai/cached_prompt").filter((call) => call.role === "call");
  expect(calls.map(bucketsOf)).toContainEqual([140, 1920, 0, 12, 0]);
  expect(calls.every((call) => call.usage?.rule === "disjoint")).toBe(true);
});

test("reasoning is a bucket of its own too: output has it inside afterwards", () => {
  const details = JSON.stringify({ input: 10, output: 5, input_cache_read: 3, output_reasoning: 7, total: 25 });
  const call = normaliseSpan(
    aSpan({ "langfuse.observation.type": "generation", "langfuse.observation.usage_details": details }),
  );
  expect(bucketsOf(call)).toEqual([10, 3, 0, 12, 7]);
});

test("a provider's own keys mean what that provider means", () => {
  const details = JSON.stringify({
    prompt_tokens: 100,
    completion_tokens: 5,
    prompt_tokens_details: { cached_tokens: 80 },
  });
  const call = normaliseSpan(
    aSpan({ "langfuse.observation.type": "generation", "langfuse.observation.usage_details": details }),
  );
  expect(bucketsOf(call)).toEqual([20, 80, 0, 5, null]);
});

test("a failed call says so by its level, and its zeros are no cost", () => {
  const failed = recorded("langfuse-openai/errors").filter((call) => call.role === "call" && call.errorType !== "");
  expect(failed.length).toBeGreaterThanOrEqual(4);
  for (const call of failed) expect(call).toMatchObject({ usage: null, reportedCost: null });
});

test("identity of the trace is kept apart from that of the span; the provider follows from the model", () => {
  const call = firstRecorded("langfuse-openai/cached_prompt", "doc-search");
  expect(call.provider).toBe("openai");
  expect(call.identity.trace).toMatchObject({ feature: "doc-search", tenant: "acme-corp", workflow: "doc-search" });
  expect(call.identity.own).toMatchObject({
    user: "u-1002",
    session: "sess-acme-91bc",
    promptName: "doc-search-rag",
    promptVersion: "12",
    environment: "production",
  });
});

test("the completion's start is a moment in quotes", () => {
  const call = recorded("langfuse-langchain/stream_chat").find(
    (found) => found.role === "call" && found.span.attributes.has("langfuse.observation.completion_start_time"),
  );
  expect(Number(call?.ttftNs)).toBeGreaterThan(0);
  expect(Number(call?.ttftNs)).toBeLessThan(10e9);
});

test("LangChain's requested model is told from the one that answered", () => {
  const call = firstRecorded("langfuse-langchain/prompt_link", "ChatOpenAI");
  expect(call).toMatchObject({
    requestModel: "gpt-4o-mini",
    responseModel: "gpt-4o-mini-2024-07-18",
    provider: "openai",
  });
});
