import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

const usage = {
  "gen_ai.usage.input_tokens": 100,
  "gen_ai.usage.output_tokens": 10,
  "gen_ai.usage.cache_read_input_tokens": 90,
  "gen_ai.usage.cache_creation_input_tokens": 500,
};

test("old versions count reads inside and writes beside the input", () => {
  const call = normaliseSpan(
    aSpan(
      { ...usage, "gen_ai.system": "anthropic", "gen_ai.request.model": "claude-sonnet-4-5" },
      { name: "litellm_request", scope: "litellm" },
    ),
  );
  expect(call).toMatchObject({ role: "call", usage: { rule: "partial_read" } });
  expect(bucketsOf(call)).toEqual([10, 90, 500, 10, null]);
});

test("the raw twin below a request is no call, nor are its database spans", () => {
  expect(
    normaliseSpan(
      aSpan({ ...usage, "gen_ai.request.model": "gpt-4o" }, { name: "raw_gen_ai_request", scope: "litellm" }),
    ).role,
  ).toBe("none");
  expect(
    normaliseSpan(
      aSpan({ "gen_ai.request.model": "gpt-4o", "db.system": "redis" }, { name: "redis", scope: "litellm" }),
    ).role,
  ).toBe("none");
});

test("the proxy's server span is a call when it carries usage", () => {
  const span = aSpan(
    { ...usage, "gen_ai.request.model": "gpt-4o" },
    { name: "Received Proxy Server Request", scope: "litellm", parentSpanId: "" },
  );
  expect(normaliseSpan(span)).toMatchObject({ role: "call" });
});

test("team and end user of the key are tenant and user; the framework is no provider", () => {
  const call = normaliseSpan(
    aSpan(
      {
        ...usage,
        "gen_ai.system": "litellm",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "metadata.user_api_key_team_id": "team-1",
        "metadata.user_api_key_end_user_id": "u-1",
        "gen_ai.cost.total_cost": "0.0125",
      },
      { scope: "litellm" },
    ),
  );
  expect(call.provider).toBe("anthropic");
  expect(call.identity.own).toMatchObject({ tenant: "team-1", user: "u-1" });
  expect(call.reportedCost).toEqual({ picoUsd: 12_500_000_000n, source: "gen_ai.cost.total_cost" });
});

test("a hit of the gateway's cache is told", () => {
  const call = normaliseSpan(
    aSpan({ ...usage, "gen_ai.request.model": "gpt-4o", "metadata.cache_hit": "True" }, { scope: "litellm" }),
  );
  expect(call.cacheTier).toBe("exact");
});
