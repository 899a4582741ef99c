import type { Call } from "../call.ts";
import type { Pricing, UnpricedReason } from "../priced.ts";
import { cardAt } from "./card-at.ts";
import { chargeUsage } from "./charge-usage.ts";
import type { PriceBook } from "./price-book.ts";
import type { PriceCard } from "./price-card.ts";

/** What pricing needs of a call. */
export type PriceInput = Pick<
  Call,
  "provider" | "requestModel" | "responseModel" | "usage" | "serviceTier" | "region" | "operation"
>;

/** Decimal(18, 12) holds less than a million dollars. */
const MAX_PICO_USD = 10n ** 18n;

/**
 * Prices one call at its own time (UTC nanoseconds), exactly. A call without a full price is unpriced with a reason,
 * never partly summed and never 0.
 */
export function priceCall(call: PriceInput, book: PriceBook, atNs: bigint): Pricing {
  const { usage } = call;
  if (usage === null) return { status: "no_usage" };
  const timeline = book.timeline(call);
  if ("reason" in timeline) return unpriced(timeline.reason);
  const atMs = Number(atNs / 1_000_000n);
  if (atMs < timeline.notBeforeMs) return unpriced("unknown_model");
  const card = cardAt(timeline.cards, atMs);
  if (card === undefined) return unpriced("before_first_price");
  const charge = chargeUsage(card, usage);
  if (charge === undefined) return unpriced("missing_bucket_price");
  if (charge.cost.total >= MAX_PICO_USD) return unpriced("implausible_amount");
  return { status: "priced", cost: charge.cost, price: reference(card, charge.modifiers) };
}

function unpriced(reason: UnpricedReason): Pricing {
  return { status: "unpriced", reason };
}

function reference(card: PriceCard, modifiers: readonly string[]): Extract<Pricing, { status: "priced" }>["price"] {
  return { id: card.id, source: card.source, version: card.version, effectiveFrom: card.effectiveFrom, modifiers };
}
