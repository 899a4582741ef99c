"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { GroupByMenu } from "#components/group-by-menu.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { formatFilterToken } from "#lib/scope/filter-token.ts";
import { groupByOf } from "#lib/scope/group-by-of.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { cacheParams } from "../search-params.ts";
import { cacheColumns } from "./cache-columns.tsx";

/** What caches gave to each group. Click a row to keep only its calls. */
export function CacheTable() {
  const [params, setParams] = useQueryStates(cacheParams, { history: "push" });
  const { input, params: scope, setParams: setScope, refetchInterval } = useScope();
  const trpc = useTRPC();
  const by = groupByOf(params.by);
  const table = useQuery({
    ...trpc.cache.table.queryOptions({ ...input, by }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const byKey = by.join(",");
  const columns = useMemo(() => cacheColumns(byKey.split(","), scope.f), [byKey, scope.f]);
  if (table.data?.rows.length === 0) return null;
  function narrow(keys: readonly string[]) {
    const own = keys.map((value, index) => formatFilterToken({ dimension: by[index] ?? "", value, exclude: false }));
    void setScope({ f: [...new Set([...scope.f, ...own])] });
  }
  return (
    <Card
      flush
      label="Cache by group"
      title={<GroupByMenu by={by} onChange={(next) => void setParams({ by: next, sort: null })} />}
      description={
        table.data && table.data.otherGroups > 0
          ? `The ${table.data.rows.length} with most calls; ${formatInteger(table.data.otherGroups)} more are not listed.`
          : "Savings are against the plain input price of the same call."
      }
    >
      {table.error ? (
        <ErrorState what="the table" error={table.error} onRetry={() => void table.refetch()} />
      ) : !table.data ? (
        <Skeleton className="mx-4 mb-4 h-72" />
      ) : (
        <InCurrency value={table.data.currency}>
          <DataTable
            label="Caches"
            tools="caches"
            columns={columns}
            rows={table.data.rows}
            rowKey={({ keys }) => keys.join("\u0000")}
            sort={params.sort}
            onSort={(sort) => void setParams({ sort }, { history: "replace" })}
            onOpen={({ keys }) => narrow(keys)}
          />
        </InCurrency>
      )}
    </Card>
  );
}
