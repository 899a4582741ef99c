import { Money } from "#components/figures/money.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";

/** Money of a budget, which has a currency of its own. */
export function Amount({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  return (
    <InCurrency value={{ code: currency, perUsd: "1", rateDate: "" }}>
      <Money usd={amount} />
    </InCurrency>
  );
}
