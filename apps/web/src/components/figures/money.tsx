"use client";
import { Tip } from "#components/ui/tip.tsx";
import { formatMoney } from "#lib/money/format-money.ts";
import { formatMoneyExact } from "#lib/money/format-money-exact.ts";
import { useCurrency } from "#lib/money/use-currency.ts";

/** An amount with its exact value on hover or focus; an unknown one in words. */
export function Money({ usd, unknown = "no price" }: { readonly usd: string | null; readonly unknown?: string }) {
  const currency = useCurrency();
  if (usd === null) return <span className="text-ink-3">{unknown}</span>;
  return (
    <Tip content={formatMoneyExact(usd, currency)} className="num">
      {formatMoney(usd, currency)}
    </Tip>
  );
}
