import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("our own keys win over every other spelling", () => {
  const call = normaliseSpan(
    aSpan({
      "spanledger.operation": "chat",
      "gen_ai.operation.name": "invoke_agent",
      "spanledger.provider": "anthropic",
      "gen_ai.provider.name": "openai",
      "spanledger.request.model": "claude-sonnet-4-5",
      "spanledger.tenant.id": "acme",
      "tenant.id": "globex",
      "spanledger.feature.name": "search",
      "spanledger.user.id": "u-1",
      "spanledger.session.id": "s-1",
      "spanledger.response.service_tier": "priority",
      "spanledger.billing.mode": "subscription",
      "spanledger.usage.second": 31.5,
      "spanledger.usage.cache_write_1h.input_tokens": 50,
      "gen_ai.usage.input_tokens": 100,
    }),
  );
  expect(call).toMatchObject({
    role: "call",
    provider: "anthropic",
    requestModel: "claude-sonnet-4-5",
    serviceTier: "priority",
    subscription: true,
  });
  expect(call.identity.own).toMatchObject({ tenant: "acme", feature: "search", user: "u-1", session: "s-1" });
  expect(call.usage).toMatchObject({ cacheWrite1h: 50, units: { second: 31.5 } });
});

test("a hit of the response cache, exact or semantic, and who wrote it", () => {
  const hit = { "gen_ai.operation.name": "chat", "spanledger.cache.status": "hit" };
  expect(normaliseSpan(aSpan(hit)).cacheTier).toBe("exact");
  expect(
    normaliseSpan(aSpan({ ...hit, "spanledger.cache.similarity": 0.97, "spanledger.cache.entry.tenant": "globex" })),
  ).toMatchObject({ cacheTier: "semantic", cacheEntryTenant: "globex" });
  expect(normaliseSpan(aSpan({ ...hit, "spanledger.cache.status": "miss" })).cacheTier).toBe("");
});
