import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf, firstRecorded, recorded } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("the chain that repeats the response's ids and body is a roll-up without usage", () => {
  const chain = firstRecorded("langsmith-openai/cached_prompt", "doc-search");
  expect(chain).toMatchObject({ role: "rollup", operation: "chain", usage: null, provider: "openai" });
  expect(recorded("langsmith-openai/cached_prompt", "ChatOpenAI").map(bucketsOf)).toContainEqual([140, 1920, 0, 12, 0]);
});

test("an exception is an error even though the status says OK", () => {
  const failed = recorded("langsmith-openai/errors", "ChatOpenAI").filter((call) => call.errorType !== "");
  expect(failed.every((call) => call.span.statusCode === 1)).toBe(true);
  expect(failed.length).toBeGreaterThanOrEqual(4);
});

test("a model run at the root is a call; aborted, it is one without usage", () => {
  const [aborted] = recorded("langsmith-openai/stream_abort", "support-answer");
  expect(aborted).toMatchObject({ role: "call", usage: null, errorType: expect.stringMatching(/./) });
  expect(aborted?.flags).toContain("no_usage");
});

test("the session is the metadata's, never the project; a bare finish reason is one", () => {
  const call = firstRecorded("langsmith-openai/cached_prompt", "ChatOpenAI");
  expect(call.identity.own).toMatchObject({
    session: "sess-acme-91bc",
    tenant: "acme-corp",
    promptName: "doc-search-rag",
    promptVersion: "12",
  });
  expect(call.identity.trace).toEqual({});
  expect(call).toMatchObject({ finishReasons: ["stop"], serviceTier: "default" });
});

test("a chain that took over its run's request and usage is the call", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "langsmith.span.kind": "chain",
        "gen_ai.operation.name": "chain",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.output_tokens": 2,
      },
      { scope: "langsmith" },
    ),
  );
  expect(call).toMatchObject({ role: "call", operation: "chat" });
});

test("Claude's cache writes come apart by their lifetime, however the hour is spelled", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "langsmith.span.kind": "llm",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.usage.input_tokens": 1431,
        "gen_ai.usage.output_tokens": 26,
        "gen_ai.usage.input_token_details":
          '{"ephemeral_5m_input_tokens":300,"ephemeral_1hr_input_tokens":200,"cache_read":700}',
      },
      { scope: "langsmith" },
    ),
  );
  expect(call.usage).toMatchObject({ uncachedInput: 231, cacheRead: 700, cacheWrite5m: 300, cacheWrite1h: 200 });
});
