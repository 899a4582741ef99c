"use client";
import type { CallRecord } from "@spanledger/clickhouse";
import { Tip } from "#components/ui/tip.tsx";
import { unpricedWords } from "#lib/calls/billing-words.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { useCurrency } from "#lib/money/use-currency.ts";
import { Money } from "./money.tsx";

type Costed = Pick<CallRecord, "cost" | "costStatus" | "unpricedReason" | "billingState" | "role">;

/** What one span costs in the totals; an unknown cost and one that is billed elsewhere are words, not zeros. */
export function CallCost({ call }: { readonly call: Costed }) {
  const currency = useCurrency();
  const own = call.cost ? formatMoney(call.cost.total, currency) : null;
  switch (call.billingState) {
    case "superseded":
      return (
        <Aside
          text="inner call"
          tip={`Billed on the inner call.${own ? ` This span's own figures come to ${own}, which is not counted again.` : ""}`}
        />
      );
    case "duplicate":
      return <Aside text="duplicate" tip="The same call seen again; counted once." />;
    case "cached":
      return <Aside text="cached" tip={`Answered from cache.${own ? ` It would have cost ${own}.` : ""}`} />;
    case "none":
      return <span className="text-ink-3">–</span>;
    default:
  }
  if (call.cost) return <Money usd={call.cost.total} />;
  if (call.costStatus === "unpriced")
    return <Aside warn text="no price" tip={`No price: ${unpricedWords(call.unpricedReason)}.`} />;
  if (call.costStatus === "subscription")
    return <Aside text="subscription" tip="Covered by a subscription: counted, not priced." />;
  return <Aside warn text="no usage" tip="The call reported no tokens, so its cost is unknown." />;
}

function Aside({ text, tip, warn = false }: { readonly text: string; readonly tip: string; readonly warn?: boolean }) {
  return (
    <Tip content={tip} className={warn ? "text-warn" : "text-ink-3"}>
      {text}
    </Tip>
  );
}
