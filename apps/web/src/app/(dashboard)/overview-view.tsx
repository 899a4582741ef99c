"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { BucketTable } from "#components/charts/bucket-table.tsx";
import { SpendChart } from "#components/charts/spend-chart.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ScopedLink, useScopedHref } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { overviewParams } from "./search-params.ts";
import { HeadlineFigures } from "./_components/headline-figures.tsx";
import { MonthRow } from "./_components/month-row.tsx";
import { QualityStrip } from "./_components/quality-strip.tsx";
import { TopMovers } from "./_components/top-movers.tsx";

const BY = ["feature"];
const VIEWS = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;

export function OverviewView() {
  return (
    <>
      <PageHeader title="Overview" />
      <div className="space-y-4 p-4 sm:p-6">
        <HeadlineFigures />
        <MonthRow />
        <SpendCard />
        <TopMovers />
        <QualityStrip />
      </div>
    </>
  );
}

function SpendCard() {
  const [{ view }, setOwn] = useQueryStates(overviewParams, { history: "push" });
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const router = useRouter();
  const scoped = useScopedHref();
  const spend = useQuery({
    ...trpc.costs.overTime.queryOptions({ ...input, by: BY }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return (
    <Card
      title="Spend over time"
      description="Stacked by feature. Click a bar for its calls, drag to zoom."
      actions={
        <>
          <ScopedLink href="/costs" className={buttonClass("quiet")}>
            All costs
          </ScopedLink>
          <Segmented label="Show as" value={view} options={VIEWS} onChange={(next) => void setOwn({ view: next })} />
        </>
      }
    >
      {spend.error ? (
        <ErrorState what="spend over time" error={spend.error} onRetry={() => void spend.refetch()} />
      ) : !spend.data ? (
        <Skeleton className="h-[292px] w-full" />
      ) : spend.data.series.length === 0 ? (
        <EmptyForFilter />
      ) : view === "table" ? (
        <InCurrency value={spend.data.currency}>
          <BucketTable data={spend.data} by={BY} />
        </InCurrency>
      ) : (
        <SpendChart
          data={spend.data}
          by={BY}
          kind="bar"
          onPick={(window, keys) => router.push(scoped(callsHref({ window, by: BY, keys })))}
        />
      )}
    </Card>
  );
}
