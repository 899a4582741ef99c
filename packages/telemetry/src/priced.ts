import type { Call } from "./call.ts";

/** Cost per bucket in pico-dollars (1 USD = 10^12), exact integers. */
export interface CostBreakdown {
  readonly input: bigint;
  readonly cacheRead: bigint;
  readonly cacheWrite: bigint;
  readonly output: bigint;
  /** Per-request, image, audio-second, search and other non-token fees. */
  readonly other: bigint;
  /** Sum of the above. */
  readonly total: bigint;
}

/** Names the price a call was billed at, for the page and the auditor. */
export interface PriceReference {
  /** e.g. `openai/gpt-4o-mini`. */
  readonly id: string;
  /** e.g. `genai-prices`, `overlay`, `override`. */
  readonly source: string;
  /** Version of the source, e.g. `0.1.8`. */
  readonly version: string;
  /** ISO date (UTC) from which the price holds, "" when it has no start. */
  readonly effectiveFrom: string;
  /** `batch`, `flex`, `long_context`, region premium... in reading order; empty for the list price. */
  readonly modifiers: readonly string[];
}

export type Pricing =
  | { readonly status: "priced"; readonly cost: CostBreakdown; readonly price: PriceReference }
  | { readonly status: "unpriced"; readonly reason: UnpricedReason }
  /** The call reported no usage: nothing to price. */
  | { readonly status: "no_usage" };

export type UnpricedReason =
  | "no_model"
  | "unknown_provider"
  | "unknown_model"
  | "missing_bucket_price"
  | "before_first_price"
  | "implausible_amount";

export interface PricedCall {
  readonly call: Call;
  readonly pricing: Pricing;
}
