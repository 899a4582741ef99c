"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { Money } from "#components/figures/money.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { ChangeError } from "./change-error.tsx";
import { StateBadge } from "./state-badge.tsx";
import { TraceActions } from "./trace-actions.tsx";
import { useTraceChange } from "./use-trace-change.ts";

type Found = RouterOutputs["agents"]["found"]["traces"][number];
/** A trace that was silent for an hour makes no more calls. */
const HOUR_MS = 3_600_000;

/** What the rules found in the range. */
export function FoundTraces({ onOpen }: { readonly onOpen: (traceId: string) => void }) {
  const { input, params, setParams, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const { project, range, currency } = input;
  const found = useQuery({
    ...useTRPC().agents.found.queryOptions({ project, range, currency }),
    placeholderData: keepPreviousData,
    refetchInterval: Math.min(refetchInterval, 5000),
  });
  const change = useTraceChange();
  const nowMs = found.data?.nowMs ?? 0;
  const columns = useMemo(() => columnsOf({ timeZone, nowMs, change, onOpen }), [timeZone, nowMs, change, onOpen]);
  return (
    <Card
      flush
      title="Runaways"
      description="What the rules found in this time range, one line per trace. Spent is the whole trace; avoided is an estimate and in no sum."
    >
      <ChangeError change={change} />
      {found.error ? (
        <ErrorState what="the runaways" error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton className="mx-4 mb-4 h-40" />
      ) : (
        <InCurrency value={found.data.currency}>
          <DataTable
            label="Runaways"
            columns={columns}
            rows={found.data.traces}
            rowKey={({ traceId }) => traceId}
            onOpen={({ traceId }) => onOpen(traceId)}
            empty={
              <StateMessage
                icon={ShieldCheck}
                title="No runaway was found in this time range"
                action={
                  params.range === "90d" ? undefined : (
                    <Button onClick={() => void setParams({ range: "90d" })}>Show the last 90 days</Button>
                  )
                }
              >
                Every span is looked at as it arrives. What is looked for stands under Thresholds.
              </StateMessage>
            }
          />
          {found.data.isCut && (
            <p className="border-t px-4 py-2 text-xs text-ink-3">
              The newest 1,000 findings are shown. Choose a shorter range for the others.
            </p>
          )}
        </InCurrency>
      )}
    </Card>
  );
}

interface Shown {
  readonly timeZone: string;
  readonly nowMs: number;
  readonly change: ReturnType<typeof useTraceChange>;
  readonly onOpen: (traceId: string) => void;
}

function columnsOf({ timeZone, nowMs, change, onOpen }: Shown): Column<Found>[] {
  const right = { align: "right" } as const;
  return [
    {
      id: "reason",
      header: "Reason",
      isTitle: true,
      className: "max-w-[26rem]",
      cell: ({ reasons, agent, feature, traceId }) => (
        <span className="block min-w-0 whitespace-normal">
          <span className="block font-medium break-words">{reasons[0]?.sentence}</span>
          <span className="block text-xs break-words text-ink-3">
            {agent || feature || `trace ${traceId.slice(0, 8)}`}
            {reasons.length > 1 && `, and ${reasons.length - 1} more ${reasons.length === 2 ? "reason" : "reasons"}`}
          </span>
        </span>
      ),
    },
    { id: "state", header: "State", cell: (trace) => <State trace={trace} timeZone={timeZone} />, isWide: true },
    { id: "tenant", header: "Tenant", cell: ({ tenant }) => tenant || <span className="text-ink-3">–</span> },
    { id: "spent", header: "Spent", ...right, cell: ({ spentUsd }) => <Money usd={spentUsd} unknown="not known" /> },
    {
      id: "avoided",
      header: "Likely avoided",
      hint: "Ten more minutes at the price and pace of its last calls, at most 100 calls; not avoided while it runs on",
      ...right,
      cell: ({ avoidedUsd, state }) =>
        state === "halted" ? <Money usd={avoidedUsd} unknown="not known" /> : <span className="text-ink-3">–</span>,
    },
    {
      id: "found",
      header: "Found",
      ...right,
      cell: ({ detectedAtMs }) => <span className="num">{formatTime(detectedAtMs, "dayTime", timeZone)}</span>,
    },
    {
      id: "actions",
      header: "Action",
      ...right,
      isWide: true,
      cell: (trace) => (
        <span className="flex justify-end gap-1.5 max-md:justify-start">
          <TraceActions
            trace={trace}
            isHalted={trace.haltedUntilMs !== null}
            isRunning={trace.lastMs !== null && trace.lastMs > nowMs - HOUR_MS}
            change={change}
          />
          <Button
            variant="quiet"
            onClick={() => onOpen(trace.traceId)}
            aria-label={`Evidence of trace ${trace.traceId.slice(0, 8)}`}
          >
            Evidence
          </Button>
        </span>
      ),
    },
  ];
}

function State({ trace, timeZone }: { readonly trace: Found; readonly timeZone: string }) {
  const { state, changedBy, changedAtMs, haltedUntilMs } = trace;
  return (
    <span className="block">
      <StateBadge state={state} />
      <span className="block text-xs text-ink-3">
        by {changedBy}, {formatTime(changedAtMs, "dayTime", timeZone)}
        {haltedUntilMs !== null && `, until ${formatTime(haltedUntilMs, "time", timeZone)}`}
      </span>
    </span>
  );
}
