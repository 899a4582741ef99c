"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Count } from "#components/figures/count.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { callsHref } from "#lib/scope/calls-href.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Failure = RouterOutputs["latency"]["failures"][number];
type Retries = RouterOutputs["latency"]["retries"];

/** Failed calls by provider and code, and whether someone tried again. */
export function Failures() {
  const { input, params, refetchInterval } = useScope();
  const info = useScopeInfo();
  const trpc = useTRPC();
  const live = { placeholderData: keepPreviousData, refetchInterval };
  const failures = useQuery({ ...trpc.latency.failures.queryOptions(input), ...live });
  const retries = useQuery({ ...trpc.latency.retries.queryOptions(input), ...live });
  const columns = useMemo(() => columnsOf(retries.data, params.f), [retries.data, params.f]);
  const isPart = info && retries.data && retries.data.sampled.fromMs > info.range.fromMs;
  return (
    <Card
      flush
      title="Errors and retries"
      description={`By provider and code. A retry is the same prompt called again under the same parent span until one call succeeds${
        isPart ? `, looked up since ${formatTime(retries.data.sampled.fromMs, "dayTime", info.timeZone)}.` : "."
      }`}
    >
      {failures.error ? (
        <ErrorState what="errors" error={failures.error} onRetry={() => void failures.refetch()} />
      ) : retries.error ? (
        <ErrorState what="retries" error={retries.error} onRetry={() => void retries.refetch()} />
      ) : !failures.data || !retries.data ? (
        <Skeleton className="mx-4 mb-4 h-40" />
      ) : (
        <DataTable
          label="Errors"
          tools="errors"
          columns={columns}
          rows={failures.data}
          rowKey={({ provider, code }) => `${provider} ${code}`}
          empty={<p className="px-4 pb-6 text-ink-2">No call failed in this view.</p>}
        />
      )}
    </Card>
  );
}

function columnsOf(retries: Retries | undefined, filters: readonly string[]): Column<Failure>[] {
  const rates = new Map(retries?.rates.map((rate) => [`${rate.provider} ${rate.code}`, rate]));
  const rateOf = ({ provider, code }: Failure) => rates.get(`${provider} ${code}`);
  const right = { align: "right" } as const;
  const share = (part: number | undefined, whole: number | null | undefined) =>
    part === undefined || whole == null || whole === 0 ? null : part / whole;
  return [
    {
      id: "provider",
      header: "Provider",
      isTitle: true,
      csvValue: ({ provider }) => provider,
      cell: ({ provider }) => (
        <ScopedLink
          href={`${callsHref({ by: ["provider"], keys: [provider], filters })}&kind=errors`}
          title="Show the failed calls"
          className="font-medium hover:underline"
        >
          {provider || "no provider"}
        </ScopedLink>
      ),
    },
    {
      id: "code",
      header: "Code",
      csvValue: ({ code }) => code,
      cell: ({ code }) =>
        code === "" ? (
          <span className="text-ink-3">no code</span>
        ) : (
          <span className="block max-w-72 truncate font-mono text-xs" title={code}>
            {code}
          </span>
        ),
    },
    {
      id: "failed",
      header: "Failed",
      ...right,
      cell: ({ calls }) => <Count value={calls} />,
      csvValue: ({ calls }) => calls,
    },
    {
      id: "rate",
      header: "Error rate",
      ...right,
      hint: "Part of all calls to this provider",
      cell: ({ calls, providerCalls }) => <Ratio value={share(calls, providerCalls)} />,
      csvValue: ({ calls, providerCalls }) => share(calls, providerCalls),
    },
    {
      id: "retried",
      header: "Retried",
      ...right,
      hint: "Part of the failed calls after which another try was made",
      cell: (row) => <Ratio value={share(rateOf(row)?.retried, rateOf(row)?.failed)} />,
      csvValue: (row) => share(rateOf(row)?.retried, rateOf(row)?.failed),
    },
    {
      id: "recovered",
      header: "Recovered",
      ...right,
      hint: "Part of the failed calls after which a later try succeeded",
      cell: (row) => <Ratio value={share(rateOf(row)?.recovered, rateOf(row)?.failed)} />,
      csvValue: (row) => share(rateOf(row)?.recovered, rateOf(row)?.failed),
    },
  ];
}
