import type { Pricing, UnpricedReason } from "../priced.ts";

const REASONS: Readonly<Record<UnpricedReason, string>> = {
  no_model: "no price: the call names no model",
  unknown_provider: "no price: this provider has no price list",
  unknown_model: "no price: the model is on no price list",
  missing_bucket_price: "no price: one of the token types or the service tier has no price",
  before_first_price: "no price: the call is older than the first known price",
  implausible_amount: "no price: the token counts give an implausible amount",
};

/** One short sentence for the page, e.g. `priced from genai-prices 0.1.8, openai/o3, valid from 2025-06-10, batch`. */
export function describePrice(pricing: Pricing): string {
  if (pricing.status === "no_usage") return "no price: the call reported no usage";
  if (pricing.status === "unpriced") return REASONS[pricing.reason];
  const { price } = pricing;
  const parts = [
    `priced from ${price.source} ${price.version}`,
    price.id,
    ...(price.effectiveFrom === "" ? [] : [`valid from ${price.effectiveFrom}`]),
    ...price.modifiers.map((modifier) => modifier.replaceAll("_", " ")),
  ];
  return parts.join(", ");
}
