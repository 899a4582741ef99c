import type { CallRecord } from "@spanledger/clickhouse";
import type { DisplayCurrency } from "#lib/money/display-currency.ts";
import { formatMoneyExact } from "#lib/money/format-money-exact.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { unpricedWords } from "./billing-words.ts";

export type Costed = Pick<CallRecord, "costStatus" | "unpricedReason" | "billingState" | "role"> & {
  readonly cost: { readonly total: string } | null;
};

export interface CostWords {
  readonly text: string;
  /** The exact amount, or why there is none. */
  readonly title: string;
  readonly tone: "figure" | "quiet" | "warn";
}

/** What one span costs in the totals; an unknown cost and one that is billed elsewhere are words, not zeros. */
export function costWords(call: Costed, currency: DisplayCurrency): CostWords {
  const own = call.cost ? formatMoney(call.cost.total, currency) : null;
  switch (call.billingState) {
    case "superseded":
      return quiet(
        "inner call",
        `Billed on the inner call.${own ? ` This span's own figures come to ${own}, which is not counted again.` : ""}`,
      );
    case "duplicate":
      return quiet("duplicate", "The same call seen again; counted once.");
    case "cached":
      return quiet("cached", `Answered from cache.${own ? ` It would have cost ${own}.` : ""}`);
    case "none":
      return quiet("–", "");
    default:
  }
  if (call.cost && own !== null)
    return { text: own, title: formatMoneyExact(call.cost.total, currency), tone: "figure" };
  if (call.costStatus === "unpriced") return warn("no price", `No price: ${unpricedWords(call.unpricedReason)}.`);
  if (call.costStatus === "subscription")
    return quiet("subscription", "Covered by a subscription: counted, not priced.");
  return warn("no usage", "The call reported no tokens, so its cost is unknown.");
}

function quiet(text: string, title: string): CostWords {
  return { text, title, tone: "quiet" };
}

function warn(text: string, title: string): CostWords {
  return { text, title, tone: "warn" };
}
