"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { useMemo } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Hit = RouterOutputs["cache"]["foreignHits"]["hits"][number];

/** An alarm: one customer was answered with what was made for another. Nothing is shown while there is none. */
export function ForeignHits() {
  const { input, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const trpc = useTRPC();
  const foreign = useQuery({
    ...trpc.cache.foreignHits.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  if (foreign.error)
    return <ErrorState what="cross-tenant hits" error={foreign.error} onRetry={() => void foreign.refetch()} />;
  if (!foreign.data || foreign.data.count === 0) return null;
  const { count, hits } = foreign.data;
  return (
    <section role="alert" aria-label="Cross-tenant cache hits" className="rounded-lg border border-bad bg-surface">
      <header className="flex items-start gap-3 rounded-t-lg bg-bad-soft px-4 py-3">
        <ShieldAlert size={18} className="mt-0.5 shrink-0 text-bad" aria-hidden />
        <div>
          <h2 className="font-semibold text-bad">
            {count === 1 ? "1 call was" : `${formatInteger(count)} calls were`} answered from another tenant’s cache
            entry
          </h2>
          <p className="text-ink-2">
            One customer saw what was made for another. Put the tenant into the cache key, empty the cache, and check
            what these answers contained.
            {count > hits.length && ` The newest ${formatInteger(hits.length)} are listed.`}
          </p>
        </div>
      </header>
      <DataTable
        label="Cross-tenant hits"
        columns={columns}
        rows={hits}
        rowKey={({ traceId, spanId }) => `${traceId} ${spanId}`}
      />
    </section>
  );
}

function columnsOf(timeZone: string): Column<Hit>[] {
  return [
    {
      id: "time",
      header: "Time",
      isTitle: true,
      cell: ({ traceId, spanId, startMs }) => (
        <ScopedLink href={`/traces/${traceId}?span=${spanId}`} className="num font-medium hover:underline">
          {formatTime(startMs, "seconds", timeZone)}
        </ScopedLink>
      ),
    },
    { id: "tenant", header: "Caller", cell: ({ tenant }) => <span className="font-medium">{tenant}</span> },
    {
      id: "entry",
      header: "Entry of",
      cell: ({ entryTenant }) => <span className="font-medium text-bad">{entryTenant}</span>,
    },
    {
      id: "feature",
      header: "Feature",
      cell: ({ feature }) => feature || <span className="text-ink-3">no feature</span>,
    },
    { id: "tier", header: "Tier", cell: ({ tier }) => tier },
  ];
}
