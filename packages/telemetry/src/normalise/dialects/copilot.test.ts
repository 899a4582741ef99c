import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("its cost is no dollars", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 5,
        "github.copilot.cost": 1,
      },
      { scope: "github.copilot" },
    ),
  );
  expect(call).toMatchObject({ role: "call", reportedCost: null });
});
