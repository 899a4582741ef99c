"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { cn } from "#lib/class-names.ts";
import type { DisplayCurrency } from "#lib/money/display-currency.ts";
import { rateWords } from "#lib/money/rate-words.ts";
import { notify } from "#lib/notify.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ImportRates } from "./_components/import-rates.tsx";
import { RateTable } from "./_components/rate-table.tsx";

function currencyWords(currency: DisplayCurrency): string {
  if (currency.code === "USD") return "Amounts are shown as priced, in US dollars. No rate is used.";
  return `${rateWords(currency)}. Each call is converted at the rate of its UTC day, or the last one up to seven days before.`;
}

const CURRENCIES = [
  "USD",
  "EUR",
  "GBP",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
  "HUF",
  "RON",
  "BGN",
  "ISK",
  "TRY",
  "JPY",
  "CNY",
  "INR",
  "AUD",
  "CAD",
  "NZD",
  "SGD",
  "HKD",
  "KRW",
  "BRL",
  "MXN",
  "ZAR",
  "ILS",
] as const;

export function CurrencyView() {
  const { project } = useScope();
  const trpc = useTRPC();
  const client = useQueryClient();
  const rates = useQuery(trpc.settings.currency.rates.queryOptions({ project }));
  const choose = useMutation(
    trpc.settings.currency.choose.mutationOptions({
      onSuccess: async (_, { currency }) => {
        await client.invalidateQueries();
        notify(`Amounts are shown in ${currency}`);
      },
    }),
  );
  return (
    <div className="max-w-3xl space-y-4">
      {rates.error ? (
        <ErrorState what="the rates" error={rates.error} onRetry={() => void rates.refetch()} />
      ) : !rates.data ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <>
          <Card
            title="Shown currency"
            description="Costs are stored in US dollars, as providers price them, and shown at a dated reference rate that you import."
          >
            <SelectField
              label="Currency"
              className="max-w-48"
              value={rates.data.chosen}
              disabled={choose.isPending}
              onChange={({ target }) => choose.mutate({ project, currency: target.value })}
            >
              {CURRENCIES.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </SelectField>
            <p className={cn("mt-3", rates.data.currencyMissing === "" ? "text-ink-2" : "text-warn")}>
              {rates.data.currencyMissing || currencyWords(rates.data.currency)}
            </p>
            {choose.error && (
              <p role="alert" className="mt-2 text-bad">
                {choose.error.message}
              </p>
            )}
          </Card>
          <ImportRates />
          {rates.data.chosen !== "USD" && <RateTable {...rates.data} currency={rates.data.chosen} />}
        </>
      )}
    </div>
  );
}
