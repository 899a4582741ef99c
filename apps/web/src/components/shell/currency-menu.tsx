"use client";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { rateWords } from "#lib/money/rate-words.ts";
import { USD } from "#lib/money/display-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { ScopedLink } from "./scoped-link.tsx";

/** The currency shown and the rates behind it. */
export function CurrencyMenu() {
  const { params, setParams } = useScope();
  const info = useScopeInfo();
  const currency = params.currency === "USD" ? USD : (info?.currency ?? USD);
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
          : `${rateWords(currency)}. Each call has the rate of its UTC day.`}
      </p>
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
