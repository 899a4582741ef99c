import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { bucketsOf } from "../../../test/normalise/recorded.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("lifetimes of cache writes, tier and cost have names of their own", () => {
  const call = normaliseSpan(
    aSpan({
      "lmnr.span.type": "LLM",
      "gen_ai.system": "anthropic",
      "gen_ai.usage.input_tokens": 3_000,
      "gen_ai.usage.output_tokens": 9,
      "gen_ai.usage.cache_creation.input_tokens": 2_000,
      "gen_ai.usage.cache_creation.input_tokens.ephemeral_1h": 1_500,
      "gen_ai.usage.cache_creation.input_tokens.ephemeral_5m": 500,
      "anthropic.response.service_tier": "batch",
      "gen_ai.usage.input_cost": 0.001,
      "gen_ai.usage.output_cost": 0.002,
      "lmnr.association.properties.user_id": "u-1",
    }),
  );
  expect(bucketsOf(call)).toEqual([1_000, 0, 2_000, 9, null]);
  expect(call).toMatchObject({
    usage: { cacheWrite5m: 500, cacheWrite1h: 1_500 },
    serviceTier: "batch",
    reportedCost: { picoUsd: 3_000_000_000n },
  });
  expect(call.identity.own.user).toBe("u-1");
});

test("a cached span was served by a cache", () => {
  expect(normaliseSpan(aSpan({ "lmnr.span.type": "CACHED", "gen_ai.request.model": "gpt-4o" }))).toMatchObject({
    role: "call",
    cacheTier: "exact",
  });
});
