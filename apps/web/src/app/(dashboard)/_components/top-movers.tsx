"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { overviewParams } from "../search-params.ts";
import { moverColumns } from "./mover-columns.tsx";

const OPTIONS = [
  { value: "feature", label: "Feature" },
  { value: "tenant", label: "Tenant" },
  { value: "prompt_version", label: "Prompt version" },
  { value: "model", label: "Model" },
] as const;

export function TopMovers() {
  const [{ movers: by }, setOwn] = useQueryStates(overviewParams, { history: "push" });
  const { input, params, setParams, refetchInterval } = useScope();
  const trpc = useTRPC();
  const movers = useQuery({
    ...trpc.overview.movers.queryOptions({ ...input, by }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const { data } = movers;
  const columns = useMemo(
    () =>
      moverColumns({
        by: data?.by ?? [],
        mixBy: data?.mixBy ?? "model",
        filters: params.f,
        hasUnsplit: data?.movers.some(({ split }) => split.unsplit !== "0") ?? false,
      }),
    [data, params.f],
  );
  return (
    <Card
      flush
      title="What changed"
      description="Biggest changes of spend against the previous period. Volume, mix, tokens per call and price add up to the change exactly."
      actions={
        <Segmented label="Compare by" value={by} options={OPTIONS} onChange={(next) => void setOwn({ movers: next })} />
      }
    >
      {movers.error ? (
        <ErrorState what="what changed" error={movers.error} onRetry={() => void movers.refetch()} />
      ) : !movers.data ? (
        <Skeleton className="mx-4 mb-4 h-80" />
      ) : movers.data.movers.length > 0 && movers.data.movers.every(({ before }) => before.calls === 0) ? (
        <div className="flex flex-wrap items-center gap-3 px-4 pb-5 text-ink-2">
          There are no calls in the previous period to compare with.
          {params.range !== "7d" && (
            <Button onClick={() => void setParams({ range: "7d" })}>Compare the last 7 days</Button>
          )}
        </div>
      ) : (
        <InCurrency value={movers.data.currency}>
          <DataTable
            label="What changed"
            tools="movers"
            columns={columns}
            rows={movers.data.movers}
            rowKey={({ keys }) => keys.join("\u0000")}
            empty={<p className="px-4 pb-6 text-ink-2">Spend is the same as in the previous period.</p>}
          />
        </InCurrency>
      )}
    </Card>
  );
}
