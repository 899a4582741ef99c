import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("the response is the call, the turn its sum", () => {
  const call = normaliseSpan(
    aSpan(
      { model: "gpt-5-codex", "gen_ai.usage.input_tokens": 100, "gen_ai.usage.output_tokens": 10 },
      { name: "handle_responses", scope: "codex_core" },
    ),
  );
  expect(call).toMatchObject({ role: "call", requestModel: "gpt-5-codex", provider: "openai" });
  expect(bucketsOf(call)).toEqual([100, 0, 0, 10, null]);
  const turn = normaliseSpan(
    aSpan(
      {
        "codex.turn.token_usage.input_tokens": 100,
        "codex.turn.token_usage.cached_input_tokens": 80,
        "codex.turn.token_usage.output_tokens": 10,
      },
      { name: "session_task.turn", scope: "codex_core" },
    ),
  );
  expect(turn.role).toBe("rollup");
  expect(bucketsOf(turn)).toEqual([20, 80, 0, 10, null]);
});
