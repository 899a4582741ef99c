import type { BillingSpan, BillingTokens } from "../src/bill/billing-span.ts";

const NO_IDENTITY = { own: {}, trace: {}, resource: {}, derived: {} };

/** A usage-less span of no role; `startNs` 0 and `endNs` 10 unless given. The key is the span id unless given. */
export function aBillingSpan(given: Partial<BillingSpan> & { readonly spanId: string }): BillingSpan {
  return {
    key: given.spanId,
    parentSpanId: "",
    role: "none",
    opClass: "none",
    operation: "other",
    scope: "",
    service: "",
    startNs: 0n,
    endNs: 10n,
    models: [],
    responseId: "",
    tokens: null,
    hasOtherUsage: false,
    estimated: false,
    doubtful: false,
    isReport: false,
    failed: false,
    cacheHit: false,
    attributeCount: 0,
    identity: NO_IDENTITY,
    ...given,
  };
}

/** A chat call of gpt-4o with the given tokens. */
export function aCallSpan(given: Partial<BillingSpan> & { readonly spanId: string }): BillingSpan {
  return aBillingSpan({
    role: "call",
    opClass: "generation",
    operation: "chat",
    models: ["gpt-4o"],
    tokens: someTokens({ uncached: 100, output: 10 }),
    ...given,
  });
}

export function someTokens(given: Partial<BillingTokens>): BillingTokens {
  return { uncached: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: null, rawInput: null, ...given };
}
