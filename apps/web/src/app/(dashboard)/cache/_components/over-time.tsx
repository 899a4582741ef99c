"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { TimeChart } from "#components/charts/time-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { netSaved } from "#lib/cache/cache-facts.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { chartValue } from "#lib/money/chart-value.ts";
import type { DisplayCurrency } from "#lib/money/display-currency.ts";
import { formatAxisMoney } from "#lib/money/format-axis-money.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { CachePoint } from "#server/views/cache-over-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { Key } from "./key.tsx";

const RATES = [
  { id: "providerRate", label: "Provider prompt cache (prompt tokens)", colour: "var(--series-0)" },
  { id: "exactRate", label: "Exact (calls)", colour: "var(--series-2)" },
  { id: "semanticRate", label: "Semantic (calls)", colour: "var(--series-3)" },
] as const;
const SAVED = [
  { id: "readSavedUsd", label: "Provider reads", colour: "var(--series-0)" },
  { id: "exactSavedUsd", label: "Exact hits", colour: "var(--series-2)" },
  { id: "semanticSavedUsd", label: "Semantic hits", colour: "var(--series-3)" },
] as const;

export function OverTime() {
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const series = useQuery({
    ...trpc.cache.overTime.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const isEmpty = series.data?.points.every(
    ({ providerRate, exactRate }) => providerRate === null && exactRate === null,
  );
  if (series.error || !series.data || isEmpty)
    return (
      <Card title="Over time">
        {series.error ? (
          <ErrorState what="caching over time" error={series.error} onRetry={() => void series.refetch()} />
        ) : isEmpty ? (
          <EmptyForFilter />
        ) : (
          <Skeleton className="h-[248px] w-full" />
        )}
      </Card>
    );
  const { points, currency } = series.data;
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Card title="Hit rate" description="By tier. Drag across the chart to zoom.">
        <RateChart points={points} />
      </Card>
      <Card title="Saved" description="Before the write premium; the tooltip's total is net of it.">
        <SavedChart points={points} currency={currency} />
      </Card>
    </div>
  );
}

function RateChart({ points }: { readonly points: readonly CachePoint[] }) {
  const { setParams } = useScope();
  const info = useScopeInfo();
  if (!info) return <Skeleton className="h-[212px] w-full" />;
  const last = points.findLast(({ providerRate }) => providerRate !== null)?.providerRate ?? null;
  return (
    <>
      <TimeChart
        kind="line"
        height={188}
        series={RATES}
        buckets={points.map(({ startMs, endMs, providerRate, exactRate, semanticRate }) => ({
          startMs,
          endMs,
          values: { providerRate, exactRate, semanticRate },
        }))}
        timeZone={info.timeZone}
        nowMs={info.nowMs}
        formatAxis={formatPercent}
        formatValue={(id, index) => {
          const rate = points[index]?.[id as (typeof RATES)[number]["id"]];
          return rate == null ? "–" : formatPercent(rate);
        }}
        description={`Hit rates over time.${last === null ? "" : ` In the newest bucket ${formatPercent(last)} of the prompt tokens came from the provider's cache.`}`}
        onZoom={(fromMs, toMs) => void setParams({ range: `${fromMs}-${toMs}` })}
      />
      <Key series={RATES} />
    </>
  );
}

function SavedChart({
  points,
  currency,
}: {
  readonly points: readonly CachePoint[];
  readonly currency: DisplayCurrency;
}) {
  const { setParams } = useScope();
  const info = useScopeInfo();
  if (!info) return <Skeleton className="h-[212px] w-full" />;
  const amount = (id: string, index: number) => points[index]?.gain[id as (typeof SAVED)[number]["id"]] ?? "0";
  return (
    <>
      <TimeChart
        kind="bar"
        height={188}
        series={SAVED}
        buckets={points.map(({ startMs, endMs }, index) => ({
          startMs,
          endMs,
          values: Object.fromEntries(SAVED.map(({ id }) => [id, chartValue(amount(id, index))])),
        }))}
        timeZone={info.timeZone}
        nowMs={info.nowMs}
        formatAxis={(value) => formatAxisMoney(value, currency.code)}
        formatValue={(id, index) => formatMoney(amount(id, index), currency)}
        formatTotal={(index) => {
          const point = points[index];
          return point ? formatMoney(netSaved(point.gain), currency) : "–";
        }}
        description="Money saved by caches over time. The table below has the sums."
        onZoom={(fromMs, toMs) => void setParams({ range: `${fromMs}-${toMs}` })}
      />
      <Key series={SAVED} />
    </>
  );
}
