import type { CallRecord } from "@spanledger/clickhouse";

/** Where a span stands in the bill, in words. */
export function billingWords({ billingState, role }: Pick<CallRecord, "billingState" | "role">): string {
  switch (billingState) {
    case "billed":
      return "billed here";
    case "provisional":
      return "billed here until an inner call turns up";
    case "superseded":
      return "billed on the inner call";
    case "duplicate":
      return "the same call seen again, counted once";
    case "cached":
      return "answered from cache, costs nothing";
    default:
      return role === "rollup" ? "repeats what the calls inside it used" : "not a model call";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  superseded: "its tokens are billed on another span",
  duplicate: "the same call was stored twice",
  only_carrier: "no inner call reported usage, so it is billed here",
  inherited: "feature, tenant or prompt came from a parent that arrived later",
  merged: "another span of the same call told more",
  repriced: "re-priced",
  late_parent: "its parent arrived later",
  removed: "taken out",
};

/** Why a figure changed. */
export function correctionWords(reason: string): string {
  return REASONS[reason] ?? reason.replaceAll("_", " ");
}

const UNPRICED: Readonly<Record<string, string>> = {
  no_model: "the span names no model",
  unknown_provider: "the provider is unknown",
  unknown_model: "no price list knows the model",
  missing_bucket_price: "a kind of token it used has no price",
  before_first_price: "the call is older than the first known price",
  implausible_amount: "the amounts are not plausible",
};

/** Why a call has no price. */
export function unpricedWords(reason: string): string {
  return UNPRICED[reason] ?? reason.replaceAll("_", " ");
}
