"use client";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useCurrency, useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { ScopedLink } from "./scoped-link.tsx";

/** The currency shown and the rate behind it. */
export function CurrencyMenu() {
  const { params, setParams } = useScope();
  const info = useScopeInfo();
  const currency = useCurrency();
  const own = info?.currency.code ?? "USD";
  return (
    <Popover
      label="Currency"
      align="end"
      className="w-72 p-3"
      trigger={<Button variant="quiet">{currency.code}</Button>}
    >
      <p className="text-ink-2">
        {currency.code === "USD"
          ? "Prices are in US dollars, as the providers publish them."
          : `1 USD = ${currency.perUsd} ${currency.code}, ${currency.source} reference rate of ${currency.rateDate}, used for the whole period.`}
      </p>
      {info?.currencyMissing && <p className="mt-1 text-warn">{info.currencyMissing}</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        {own !== "USD" && (
          <Button onClick={() => void setParams({ currency: params.currency === "USD" ? "project" : "USD" })}>
            Show in {params.currency === "USD" ? own : "USD"}
          </Button>
        )}
        <ScopedLink href="/settings/currency" className={buttonClass("quiet")}>
          Currency settings
        </ScopedLink>
      </div>
    </Popover>
  );
}
