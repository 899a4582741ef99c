import { expect, test } from "vitest";
import { someTokens } from "../../test/a-billing-span.ts";
import { type CrossTraceCall, findCrossTraceDuplicates } from "./find-cross-trace-duplicates.ts";

function aCall(given: Partial<CrossTraceCall> & { readonly key: string }): CrossTraceCall {
  return {
    traceId: given.key,
    tenant: "acme",
    provider: "openai",
    responseId: "chatcmpl-A1b2C3d4E5f6G7h8",
    scope: given.key,
    service: "",
    startNs: 0n,
    tokens: someTokens({ uncached: 100, output: 10 }),
    cacheHit: false,
    ...given,
  };
}

test("the later record of a call that client and proxy traced apart is the duplicate", () => {
  expect([...findCrossTraceDuplicates([aCall({ key: "proxy", startNs: 5n }), aCall({ key: "client" })])]).toEqual([
    ["proxy", "client"],
  ]);
});

test.each<[string, Partial<CrossTraceCall>]>([
  ["another tenant", { tenant: "globex" }],
  ["other tokens", { tokens: someTokens({ uncached: 100, output: 11 }) }],
  ["more than ten minutes later", { startNs: 600_000_000_001n }],
  ["the same tracer and service", { scope: "client" }],
  ["an answer from a cache", { cacheHit: true }],
  ["the same trace", { traceId: "client" }],
  ["an id too short to be unique", { responseId: "chatcmpl-123" }],
])("%s is a call of its own", (_, given) => {
  const client = aCall({ key: "client", responseId: given.responseId ?? "chatcmpl-A1b2C3d4E5f6G7h8" });
  expect(findCrossTraceDuplicates([client, aCall({ key: "proxy", startNs: 5n, ...given })]).size).toBe(0);
});
