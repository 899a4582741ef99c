import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("details below gen_ai.usage.details are inside the input", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.system": "anthropic",
        "gen_ai.usage.input_tokens": 1_000,
        "gen_ai.usage.output_tokens": 50,
        "gen_ai.usage.details.cache_read_tokens": 700,
        "gen_ai.usage.details.cache_write_tokens": 100,
        "operation.cost": 0.0042,
      },
      { scope: "pydantic-ai" },
    ),
  );
  expect(bucketsOf(call)).toEqual([200, 700, 100, 50, null]);
  expect(call.reportedCost?.picoUsd).toBe(4_200_000_000n);
});

test("a run with aggregated usage is a roll-up", () => {
  const run = normaliseSpan(
    aSpan(
      {
        "gen_ai.operation.name": "invoke_agent",
        agent_name: "helper",
        model_name: "gpt-4o",
        "gen_ai.aggregated_usage.input_tokens": 5,
      },
      { scope: "pydantic-ai" },
    ),
  );
  expect(run).toMatchObject({ role: "rollup", identity: { own: { agent: "helper" } }, requestModel: "" });
});

test("a span that is only announced is nothing yet", () => {
  expect(
    normaliseSpan(
      aSpan({ "logfire.span_type": "pending_span", "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o" }),
    ).role,
  ).toBe("none");
});
