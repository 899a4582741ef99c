"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tip } from "#components/ui/tip.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { shareOf } from "#lib/money/share-of.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { MonthForecast as Forecast } from "#server/views/forecast-month.ts";
import { useTRPC } from "#trpc/client.tsx";

/** What the running month will cost, with its interval and its method. */
export function MonthForecast() {
  const { input, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const { range: _, ...question } = input;
  const month = useQuery({
    ...useTRPC().overview.forecast.queryOptions(question),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  if (month.error)
    return (
      <Card label="Month-end forecast">
        <ErrorState what="the forecast" error={month.error} onRetry={() => void month.refetch()} />
      </Card>
    );
  if (!month.data) return <Skeleton className="h-[132px] w-full" />;
  return (
    <InCurrency value={month.data.currency}>
      <ForecastCard month={month.data} timeZone={timeZone} />
    </InCurrency>
  );
}

export function ForecastCard({ month, timeZone }: { readonly month: Forecast; readonly timeZone: string }) {
  const { forecast, spentUsd, unknownCalls } = month;
  return (
    <Card
      label="Month-end forecast"
      title={
        <h2 className="flex items-center gap-1.5 font-medium">
          {formatTime(month.monthFromMs, "month", timeZone)}
          <Tip content={month.method}>
            <Info size={13} className="text-ink-3" aria-label="How the forecast is made" />
          </Tip>
        </h2>
      }
      actions={
        <ScopedLink href="/costs?range=month" className="text-xs text-ink-2 hover:text-ink hover:underline">
          Spend this month
        </ScopedLink>
      }
    >
      {forecast === null ? (
        <>
          <p className="num text-xl leading-7 font-semibold tracking-tight">
            <Money usd={spentUsd} />
          </p>
          <p className="text-xs text-ink-3">so far. {month.method}</p>
        </>
      ) : (
        <>
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="num text-xl leading-7 font-semibold tracking-tight" data-testid="forecast">
              <Money usd={forecast.expectedUsd} />
            </span>
            <span className="text-xs text-ink-2">
              expected, between <Money usd={forecast.lowUsd} /> and <Money usd={forecast.highUsd} />
            </span>
          </p>
          <ForecastBar spentUsd={spentUsd} {...forecast} />
          <p className="mt-1.5 text-xs text-ink-3">
            <Money usd={spentUsd} /> so far
            {unknownCalls > 0 && `, ${formatInteger(unknownCalls)} calls without a price not included`}
          </p>
        </>
      )}
    </Card>
  );
}

/** Spent, expected and the interval on one line; the figures beside it say the same in words. */
function ForecastBar(amounts: {
  readonly spentUsd: string;
  readonly expectedUsd: string;
  readonly lowUsd: string;
  readonly highUsd: string;
}) {
  const percent = (usd: string) => `${(shareOf(usd, amounts.highUsd) ?? 0) * 100}%`;
  return (
    <div className="relative mt-2 h-2 rounded-full bg-hover" aria-hidden>
      <div
        className="absolute inset-y-0 left-0 rounded-full bg-accent opacity-35"
        style={{ width: percent(amounts.expectedUsd) }}
      />
      <div className="absolute inset-y-0 left-0 rounded-full bg-accent" style={{ width: percent(amounts.spentUsd) }} />
      <div className="absolute inset-y-0 right-0 border-x-2 border-accent" style={{ left: percent(amounts.lowUsd) }} />
    </div>
  );
}
