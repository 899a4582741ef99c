import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("renamed token counts, and messages as events in time order", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "gen_ai.system": "az.ai.openai",
        "gen_ai.operation.name": "chat",
        "gen_ai.usage.prompt_tokens": "12",
        "gen_ai.usage.completion_tokens": 3,
        "gen_ai.openai.response.service_tier": "flex",
      },
      {
        events: [
          {
            name: "gen_ai.choice",
            attributes: { index: 0, finish_reason: "length", message: '{"content": "Hello"}' },
            atMs: 9,
          },
          { name: "gen_ai.user.message", attributes: { content: "Hi" }, atMs: 2 },
          { name: "gen_ai.system.message", attributes: { content: "Be brief" }, atMs: 1 },
        ],
      },
    ),
  );
  expect(call).toMatchObject({ provider: "azure.ai.openai", serviceTier: "flex", finishReasons: ["length"] });
  expect(bucketsOf(call)).toEqual([12, 0, 0, 3, null]);
  expect((JSON.parse(call.content.inputMessages) as { role: string }[]).map(({ role }) => role)).toEqual([
    "system",
    "user",
  ]);
  expect(call.content.systemInstructions).toBe("Be brief");
});
