import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

const usage = {
  "gen_ai.usage.input_tokens": 19,
  "gen_ai.usage.output_tokens": 536,
  "gen_ai.usage.total_tokens": 10_923,
  "gen_ai.usage.cache_read_input_tokens": 10_368,
  "gen_ai.usage.cache_write_input_tokens": 0,
};

test("Bedrock's counts are passed through: cached tokens beside the input", () => {
  const call = normaliseSpan(
    aSpan(
      {
        ...usage,
        "gen_ai.operation.name": "chat",
        "gen_ai.system": "strands-agents",
        "gen_ai.request.model": "us.anthropic.claude-sonnet-4-20250514-v1:0",
      },
      { scope: "strands.telemetry.tracer" },
    ),
  );
  expect(call).toMatchObject({ role: "call", provider: "aws.bedrock", usage: { rule: "arith_exclusive" } });
  expect(bucketsOf(call)).toEqual([19, 10_368, 0, 536, null]);
});

test("the agent carries the sum of its life, the loop its cycle: roll-ups", () => {
  expect(
    normaliseSpan(
      aSpan(
        { ...usage, "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "helper" },
        { scope: "strands.telemetry.tracer" },
      ),
    ),
  ).toMatchObject({ role: "rollup", identity: { own: { agent: "helper" } } });
  expect(normaliseSpan(aSpan({}, { name: "execute_event_loop_cycle", scope: "strands.telemetry.tracer" })).role).toBe(
    "rollup",
  );
});

test("time to first token is in milliseconds, messages are events", () => {
  const call = normaliseSpan(
    aSpan(
      { ...usage, "gen_ai.operation.name": "chat", "gen_ai.server.time_to_first_token": 250 },
      {
        scope: "strands.telemetry.tracer",
        events: [
          { name: "gen_ai.user.message", attributes: { content: '[{"text": "Hi"}]' } },
          { name: "gen_ai.choice", attributes: { finish_reason: "end_turn", message: '[{"text": "Hello"}]' }, atMs: 5 },
        ],
      },
    ),
  );
  expect(call.ttftNs).toBe(250_000_000n);
  expect(call.finishReasons).toEqual(["stop"]);
  expect(JSON.parse(call.content.inputMessages)).toEqual([{ role: "user", parts: [{ type: "text", content: "Hi" }] }]);
  expect(JSON.parse(call.content.outputMessages)).toMatchObject([
    { role: "assistant", parts: [{ type: "text", content: "Hello" }] },
  ]);
});
