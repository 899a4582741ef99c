"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { CallCost } from "#components/figures/call-cost.tsx";
import { Count } from "#components/figures/count.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { latencyParams } from "../search-params.ts";

type SlowCall = RouterOutputs["latency"]["slowest"][number];

export function SlowestCalls() {
  const [{ of }] = useQueryStates(latencyParams);
  const { input, refetchInterval } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const trpc = useTRPC();
  const slowest = useQuery({
    ...trpc.latency.slowest.queryOptions({ ...input, kind: of }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  if (slowest.data?.length === 0) return null;
  return (
    <Card
      flush
      title="Slowest calls"
      description={of === "ttft" ? "Longest wait for the first token." : "Longest from start to end."}
    >
      {slowest.error ? (
        <ErrorState what="the slowest calls" error={slowest.error} onRetry={() => void slowest.refetch()} />
      ) : !slowest.data ? (
        <Skeleton className="mx-4 mb-4 h-72" />
      ) : (
        <DataTable
          label="Slowest calls"
          tools="slowest-calls"
          columns={columns}
          rows={slowest.data}
          rowKey={({ writer, seq }) => `${writer}:${seq}`}
        />
      )}
    </Card>
  );
}

function columnsOf(timeZone: string): Column<SlowCall>[] {
  const right = { align: "right" } as const;
  const none = <span className="text-ink-3">–</span>;
  return [
    {
      id: "time",
      header: "Time",
      isTitle: true,
      className: "whitespace-nowrap",
      csvValue: ({ startTimeNs }) => new Date(Number(BigInt(startTimeNs) / 1_000_000n)).toISOString(),
      cell: (call) => (
        <span className="flex items-center gap-2">
          <ScopedLink href={`/traces/${call.traceId}?span=${call.spanId}`} className="num font-medium hover:underline">
            {formatTime(Number(BigInt(call.startTimeNs) / 1_000_000n), "seconds", timeZone)}
          </ScopedLink>
          {call.status === "error" && (
            <Badge tone="bad" title={call.errorType}>
              failed
            </Badge>
          )}
        </span>
      ),
    },
    {
      id: "duration",
      header: "Took",
      ...right,
      cell: ({ durationMs }) => formatDuration(durationMs),
      csvValue: ({ durationMs }) => durationMs,
    },
    {
      id: "first",
      header: "First token",
      ...right,
      cell: ({ ttftMs }) => (ttftMs === null ? none : formatDuration(ttftMs)),
      csvValue: ({ ttftMs }) => ttftMs,
    },
    text("feature", "Feature", ({ feature }) => feature),
    text("tenant", "Tenant", ({ tenant }) => tenant),
    text("model", "Model", ({ requestModel, responseModel }) => requestModel || responseModel),
    text("provider", "Provider", ({ provider }) => provider),
    {
      id: "out",
      header: "Out",
      hint: "Output tokens",
      ...right,
      cell: ({ tokens }) => (tokens ? <Count value={tokens.output} /> : none),
      csvValue: ({ tokens }) => tokens?.output ?? null,
    },
    {
      id: "cost",
      header: "Cost",
      ...right,
      cell: (call) => (
        <InCurrency value={call.currency}>
          <CallCost call={call} />
        </InCurrency>
      ),
      csvValue: ({ cost }) => cost?.total ?? null,
    },
  ];
}

function text(id: string, header: string, pick: (call: SlowCall) => string): Column<SlowCall> {
  return { id, header, cell: (call) => <Text value={pick(call)} />, csvValue: pick };
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
