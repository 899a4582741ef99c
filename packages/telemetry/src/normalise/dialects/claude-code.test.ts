import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("bare keys count only on its own spans, and exclude the cache", () => {
  const attributes = {
    model: "claude-sonnet-4-5",
    input_tokens: "5",
    output_tokens: "40",
    cache_read_tokens: 12_000,
    cache_creation_tokens: 300,
    request_id: "req_1",
    ttft_ms: 820,
  };
  const call = normaliseSpan(aSpan(attributes, { name: "claude_code.llm_request" }));
  expect(call).toMatchObject({
    role: "call",
    provider: "anthropic",
    requestModel: "claude-sonnet-4-5",
    responseId: "req_1",
    ttftNs: 820_000_000n,
  });
  expect(bucketsOf(call)).toEqual([5, 12_000, 300, 40, null]);
  expect(normaliseSpan(aSpan(attributes, { name: "job" }))).toMatchObject({
    role: "none",
    usage: null,
    requestModel: "",
  });
});

test("the interaction is a roll-up, a tool a tool", () => {
  expect(normaliseSpan(aSpan({}, { name: "claude_code.interaction" })).role).toBe("rollup");
  expect(normaliseSpan(aSpan({ tool_name: "Bash" }, { name: "claude_code.tool" }))).toMatchObject({
    operation: "execute_tool",
    toolName: "Bash",
  });
});
