"use client";
import type { Percentiles } from "@spanledger/clickhouse";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Change } from "#components/figures/change.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { StatRow } from "#components/figures/stat-row.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { tokensPerSecond } from "#lib/latency/tokens-per-second.ts";
import { relativeChange } from "#lib/relative-change.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { errorRate } from "#lib/usage/usage-facts.ts";
import { useTRPC } from "#trpc/client.tsx";

export function LatencyFigures() {
  const { input, comparing: wanted, refetchInterval } = useScope();
  const trpc = useTRPC();
  const summary = useQuery({
    ...trpc.latency.summary.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  if (summary.error)
    return <ErrorState what="the headline figures" error={summary.error} onRetry={() => void summary.refetch()} />;
  if (!summary.data)
    return (
      <StatRow first="even" testId="latency-figures" isBusy>
        {null}
      </StatRow>
    );
  const { current, previous, duration, durationBefore, ttft, ttftBefore } = summary.data;
  const comparing = wanted && previous.calls > 0;
  const change = (before: number | null | undefined, after: number | null | undefined, good: "up" | "down") =>
    comparing && before != null && after != null ? (
      <Change ratio={relativeChange(before, after)} good={good} />
    ) : undefined;
  const speed = tokensPerSecond(current, duration);
  return (
    <StatRow first="even" testId="latency-figures" isBusy={summary.isPlaceholderData}>
      <Stat
        label="Median duration"
        value={<Took of={duration?.p50Ms} />}
        change={change(durationBefore?.p50Ms, duration?.p50Ms, "down")}
        note={`${formatCount(current.calls)} calls`}
      />
      <Stat
        label="p95 duration"
        value={<Took of={duration?.p95Ms} />}
        change={change(durationBefore?.p95Ms, duration?.p95Ms, "down")}
        note="one call in 20 takes longer"
      />
      <Stat
        label="p99 duration"
        value={<Took of={duration?.p99Ms} />}
        change={change(durationBefore?.p99Ms, duration?.p99Ms, "down")}
        note="one call in 100 takes longer"
      />
      <Stat
        label="p95 to first token"
        value={<Took of={ttft?.p95Ms} />}
        change={change(ttftBefore?.p95Ms, ttft?.p95Ms, "down")}
        note={firstTokenNote(ttft)}
      />
      <Stat
        label="Tokens per second"
        value={speed === null ? <span className="text-ink-3">–</span> : formatSpeed(speed)}
        change={change(tokensPerSecond(previous, durationBefore), speed, "up")}
        note="output, over the whole call"
      />
      <Stat
        label="Error rate"
        value={<Ratio value={errorRate(current)} />}
        change={change(errorRate(previous), errorRate(current), "down")}
        note={`${formatCount(current.errors)} failed`}
      />
    </StatRow>
  );
}

function Took({ of }: { readonly of: number | undefined }) {
  return of === undefined ? <span className="text-ink-3">–</span> : <>{formatDuration(of)}</>;
}

function firstTokenNote(ttft: Percentiles | null): string {
  return ttft === null
    ? "no call reports it"
    : `median ${formatDuration(ttft.p50Ms)}, ${formatCount(ttft.calls)} calls`;
}

function formatSpeed(tokens: number): string {
  return tokens >= 99.5 ? formatCount(Math.round(tokens)) : tokens.toFixed(1);
}
