"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useMemo } from "react";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { ChangeError } from "./change-error.tsx";
import { StateBadge } from "./state-badge.tsx";
import { TraceActions } from "./trace-actions.tsx";
import { useTraceChange } from "./use-trace-change.ts";

type OpenTrace = RouterOutputs["agents"]["open"]["traces"][number];
/** Something that runs away is seen at once, whether the page is live or not. */
const REFRESH_MS = 3000;

/** The traces that run now. */
export function OpenTraces({ onOpen }: { readonly onOpen: (traceId: string) => void }) {
  const { input } = useScope();
  const open = useQuery({
    ...useTRPC().agents.open.queryOptions({ project: input.project, currency: input.currency }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const change = useTraceChange();
  const nowMs = open.data?.nowMs ?? 0;
  const columns = useMemo(() => columnsOf(nowMs, change), [nowMs, change]);
  const hidden = (open.data?.total ?? 0) - (open.data?.traces.length ?? 0);
  return (
    <Card
      flush
      title="Running now"
      description="Traces with a step in the last five minutes that have not ended, the most expensive per minute first."
    >
      <ChangeError change={change} />
      {open.error ? (
        <ErrorState what="the open traces" error={open.error} onRetry={() => void open.refetch()} />
      ) : !open.data ? (
        <Skeleton className="mx-4 mb-4 h-40" />
      ) : (
        <InCurrency value={open.data.currency}>
          <DataTable
            label="Running now"
            columns={columns}
            rows={open.data.traces}
            rowKey={({ traceId }) => traceId}
            empty={
              <StateMessage icon={Activity} title="Nothing is running">
                No open trace had a call or a tool in the last five minutes.
              </StateMessage>
            }
            onOpen={({ traceId, state }) => (state === "" ? undefined : onOpen(traceId))}
          />
          {hidden > 0 && (
            <p className="border-t px-4 py-2 text-xs text-ink-3">
              {formatInteger(hidden)} more are open and spend less.
            </p>
          )}
        </InCurrency>
      )}
    </Card>
  );
}

function columnsOf(nowMs: number, change: ReturnType<typeof useTraceChange>): Column<OpenTrace>[] {
  const right = { align: "right" } as const;
  return [
    {
      id: "trace",
      header: "Trace",
      isTitle: true,
      cell: ({ traceId, agent, feature }) => (
        <ScopedLink href={`/traces/${traceId}`} className="block max-w-64 truncate font-medium hover:underline">
          {agent || feature || `trace ${traceId.slice(0, 8)}`}
        </ScopedLink>
      ),
    },
    { id: "feature", header: "Feature", cell: ({ feature }) => <Text value={feature} /> },
    { id: "tenant", header: "Tenant", cell: ({ tenant }) => <Text value={tenant} /> },
    {
      id: "rate",
      header: "Per minute",
      hint: "What its calls that ended within the last minute cost",
      ...right,
      cell: ({ perMinuteUsd }) => <Money usd={perMinuteUsd} />,
    },
    { id: "spent", header: "Spent", ...right, cell: ({ spentUsd }) => <Money usd={spentUsd} /> },
    { id: "calls", header: "Calls", ...right, cell: ({ calls }) => formatInteger(calls) },
    {
      id: "for",
      header: "Runs for",
      ...right,
      cell: ({ startedMs }) => formatDuration(Math.max(0, nowMs - startedMs)),
    },
    {
      id: "last",
      header: "Last step",
      ...right,
      cell: ({ lastMs }) => `${formatDuration(Math.max(0, nowMs - lastMs))} ago`,
    },
    { id: "state", header: "State", cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: "actions",
      header: "Action",
      ...right,
      cell: (trace) => <TraceActions trace={trace} isHalted={trace.isHalted} isRunning change={change} />,
    },
  ];
}

function Text({ value }: { readonly value: string }) {
  return value === "" ? (
    <span className="text-ink-3">–</span>
  ) : (
    <span className="block max-w-48 truncate" title={value}>
      {value}
    </span>
  );
}
