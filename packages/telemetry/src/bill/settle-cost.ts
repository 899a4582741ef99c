import type { Call } from "../call.ts";
import type { CostBreakdown, PriceReference, Pricing } from "../priced.ts";

/** `estimated`: priced, but from estimated token counts. Without a cost every figure is 0 and shown as unknown. */
export type CostStatus = "priced" | "estimated" | "client_reported" | "unpriced" | "no_usage" | "subscription";

/** Which figure a project counts: ours, or the client's where it sends one. */
export type CostSource = "computed" | "client_reported";

export interface SettledCost {
  readonly status: CostStatus;
  readonly cost: CostBreakdown;
  /** "" unless unpriced. */
  readonly unpricedReason: string;
  /** null without a price of ours. */
  readonly price: PriceReference | null;
}

const NO_COST: CostBreakdown = { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: 0n };

/** The cost that goes on the bill. A client's figure has no parts: it counts as `other`. */
export function settleCost(
  call: Pick<Call, "usage" | "usageEstimated" | "subscription" | "reportedCost" | "cacheTier">,
  pricing: Pricing,
  source: CostSource,
): SettledCost {
  if (call.subscription) return { status: "subscription", cost: NO_COST, unpricedReason: "", price: null };
  if (source === "client_reported" && call.reportedCost !== null && call.cacheTier === "") {
    const { picoUsd } = call.reportedCost;
    const cost = { ...NO_COST, other: picoUsd, total: picoUsd };
    return { status: "client_reported", cost, unpricedReason: "", price: null };
  }
  switch (pricing.status) {
    case "priced":
      return {
        status: call.usageEstimated ? "estimated" : "priced",
        cost: pricing.cost,
        unpricedReason: "",
        price: pricing.price,
      };
    case "unpriced":
      return { status: "unpriced", cost: NO_COST, unpricedReason: pricing.reason, price: null };
    case "no_usage":
      return { status: "no_usage", cost: NO_COST, unpricedReason: "", price: null };
  }
}
