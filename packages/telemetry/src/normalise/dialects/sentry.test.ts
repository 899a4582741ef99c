import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("cached and reasoning tokens by their own names, messages and tools too", () => {
  const call = normaliseSpan(
    aSpan({
      "sentry.op": "gen_ai.chat",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 100,
      "gen_ai.usage.input_tokens.cached": 60,
      "gen_ai.usage.output_tokens": 20,
      "gen_ai.usage.output_tokens.reasoning": 8,
      "gen_ai.request.messages": '[{"role": "user", "content": "Hi"}]',
      "gen_ai.response.text": '["Hello"]',
      "gen_ai.response.tool_calls":
        '[{"type": "function", "id": "c1", "function": {"name": "lookup", "arguments": "{}"}}]',
    }),
  );
  expect(call.role).toBe("call");
  expect(bucketsOf(call)).toEqual([40, 60, 0, 20, 8]);
  expect(JSON.parse(call.content.outputMessages)).toEqual([
    {
      role: "assistant",
      parts: [
        { type: "text", content: "Hello" },
        { type: "tool_call", id: "c1", name: "lookup", arguments: "{}" },
      ],
    },
  ]);
});

test("an agent's sum is a roll-up; its cost in the misnamed key is dollars", () => {
  const agent = normaliseSpan(aSpan({ "gen_ai.operation.type": "agent", "gen_ai.cost.total_tokens": 0.5 }));
  expect(agent).toMatchObject({ role: "rollup", reportedCost: { picoUsd: 500_000_000_000n } });
});
