import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("type, identity, prompt and estimate", () => {
  const call = normaliseSpan(
    aSpan({
      "langwatch.span.type": "llm",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.prompt_tokens": 10,
      "gen_ai.usage.completion_tokens": 2,
      "langwatch.tokens.estimated": true,
      "langwatch.user.id": "u-1",
      "langwatch.thread.id": "t-1",
      "langwatch.customer.id": "acme",
      "langwatch.prompt.handle": "support",
      "langwatch.prompt.version.number": 7,
    }),
  );
  expect(call).toMatchObject({
    role: "call",
    usageEstimated: true,
    identity: { own: { user: "u-1", session: "t-1", tenant: "acme", promptName: "support", promptVersion: "7" } },
  });
  expect(bucketsOf(call)).toEqual([10, 0, 0, 2, null]);
});

test("usage covered by a plan is counted, not priced", () => {
  expect(normaliseSpan(aSpan({ "langwatch.span.type": "llm", "langwatch.cost.non_billable": true })).subscription).toBe(
    true,
  );
});

test("a message of typed JSON is unpacked", () => {
  const call = normaliseSpan(
    aSpan({
      "langwatch.span.type": "llm",
      "langwatch.input": '{"type": "chat_messages", "value": [{"role": "user", "content": "Hi"}]}',
    }),
  );
  expect(JSON.parse(call.content.inputMessages)).toEqual([{ role: "user", parts: [{ type: "text", content: "Hi" }] }]);
});

test("audio stands beside the text tokens and is added first", () => {
  const call = normaliseSpan(
    aSpan({
      "langwatch.span.type": "llm",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 5,
      "gen_ai.usage.input_audio_tokens": 90,
    }),
  );
  expect(call.usage).toMatchObject({ uncachedInput: 100, output: 5, modality: { audioInput: 90 } });
});
