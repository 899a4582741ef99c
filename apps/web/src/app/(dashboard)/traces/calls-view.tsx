"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { callColumns } from "./_components/call-columns.tsx";
import { callsParams, type KINDS } from "./search-params.ts";

const KIND_OPTIONS: readonly { readonly value: (typeof KINDS)[number]; readonly label: string }[] = [
  { value: "all", label: "All" },
  { value: "counted", label: "In the totals" },
  { value: "errors", label: "Failed" },
  { value: "unpriced", label: "No price" },
  { value: "no_usage", label: "No usage" },
];

/** The calls behind the figures, newest first. */
export function CallsView() {
  const [{ kind }, setParams] = useQueryStates(callsParams, { history: "push" });
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const calls = useInfiniteQuery({
    ...trpc.calls.list.infiniteQueryOptions(
      { ...input, kind },
      { initialCursor: null, getNextPageParam: ({ next }) => next },
    ),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const rows = useMemo(() => calls.data?.pages.flatMap((page) => page.calls) ?? [], [calls.data]);
  const columns = useMemo(() => callColumns(timeZone), [timeZone]);
  const router = useRouter();
  const scoped = useScopedHref();
  return (
    <>
      <PageHeader title="Calls" />
      <div className="p-4 sm:p-6">
        <Card
          flush
          label="Calls"
          title="Newest first"
          description="Model calls, and the wrapper spans that repeat their tokens."
          actions={
            <div className="max-w-[calc(100vw-4rem)] overflow-x-auto">
              <Segmented
                label="Show"
                value={kind}
                options={KIND_OPTIONS}
                onChange={(next) => void setParams({ kind: next })}
              />
            </div>
          }
        >
          {calls.error ? (
            <ErrorState what="the calls" error={calls.error} onRetry={() => void calls.refetch()} />
          ) : !calls.data ? (
            <Skeleton className="mx-4 mb-4 h-96" />
          ) : (
            <DataTable
              label="Calls"
              columns={columns}
              rows={rows}
              rowKey={({ writer, seq }) => `${writer}:${seq}`}
              onOpen={({ traceId, spanId }) => router.push(scoped(`/traces/${traceId}?span=${spanId}`))}
              empty={<EmptyForFilter />}
            />
          )}
          {calls.hasNextPage && (
            <div className="flex justify-center border-t p-3">
              <Button disabled={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
                {calls.isFetchingNextPage ? "Loading…" : "Show more"}
              </Button>
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
