"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { SpendChart } from "#components/charts/spend-chart.tsx";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { Money } from "#components/figures/money.tsx";
import { UnpricedNote } from "#components/figures/unpriced-note.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BucketTable } from "#components/charts/bucket-table.tsx";
import { CostTable } from "./_components/cost-table.tsx";
import { GroupByMenu } from "#components/group-by-menu.tsx";
import { groupByOf } from "#lib/scope/group-by-of.ts";
import { costsParams } from "./search-params.ts";

export function CostsView() {
  return (
    <>
      <PageHeader title="Costs" />
      <div className="space-y-4 p-4 sm:p-6">
        <ChartCard />
        <TableCard />
      </div>
    </>
  );
}

function ChartCard() {
  const [params, setParams] = useQueryStates(costsParams, { history: "push" });
  const { input, params: scope, refetchInterval } = useScope();
  const trpc = useTRPC();
  const router = useRouter();
  const scoped = useScopedHref();
  const by = groupByOf(params.by);
  const spend = useQuery({
    ...trpc.costs.overTime.queryOptions({ ...input, by }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return (
    <Card
      label="Spend over time"
      title={<GroupByMenu by={by} onChange={(next) => void setParams({ by: next, sort: null })} />}
      actions={
        <>
          {params.view === "chart" && (
            <Segmented
              label="Chart"
              value={params.chart}
              options={[
                { value: "bar", label: "Bars" },
                { value: "area", label: "Area" },
              ]}
              onChange={(chart) => void setParams({ chart })}
            />
          )}
          <Segmented
            label="Show as"
            value={params.view}
            options={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
            onChange={(view) => void setParams({ view })}
          />
        </>
      }
    >
      {spend.error ? (
        <ErrorState what="spend over time" error={spend.error} onRetry={() => void spend.refetch()} />
      ) : !spend.data ? (
        <Skeleton className="h-[312px] w-full" />
      ) : spend.data.series.length === 0 ? (
        <EmptyForFilter />
      ) : params.view === "table" ? (
        <InCurrency value={spend.data.currency}>
          <BucketTable data={spend.data} by={by} />
        </InCurrency>
      ) : (
        <SpendChart
          data={spend.data}
          by={by}
          kind={params.chart}
          height={280}
          onPick={(window, keys) => router.push(scoped(callsHref({ window, by, keys, filters: scope.f })))}
        />
      )}
    </Card>
  );
}

function TableCard() {
  const [params] = useQueryStates(costsParams);
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const by = groupByOf(params.by);
  const table = useQuery({
    ...trpc.costs.table.queryOptions({ ...input, by }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const title = `By ${by.map((name) => dimensionLabel(name).toLowerCase()).join(" and ")}`;
  if (table.error)
    return (
      <Card title={title}>
        <ErrorState what="the table" error={table.error} onRetry={() => void table.refetch()} />
      </Card>
    );
  if (!table.data)
    return (
      <Card title={title}>
        <Skeleton className="h-96 w-full" />
      </Card>
    );
  if (table.data.total.calls === 0) return null;
  return (
    <InCurrency value={table.data.currency}>
      <Card
        flush
        title={title}
        description={
          <>
            <Money usd={table.data.total.costUsd} /> in all, <UnpricedNote usage={table.data.total} />
          </>
        }
      >
        <CostTable data={table.data} by={by} />
      </Card>
    </InCurrency>
  );
}
