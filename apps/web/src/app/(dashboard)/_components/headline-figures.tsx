"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Change } from "#components/figures/change.tsx";
import { Count } from "#components/figures/count.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { Spend } from "#components/figures/spend.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { StatRow } from "#components/figures/stat-row.tsx";
import { UnpricedNote } from "#components/figures/unpriced-note.tsx";
import { Money } from "#components/figures/money.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { formatCount } from "#lib/format-count.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { relativeChange, relativeChangeUsd } from "#lib/relative-change.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { cacheReadShare, costPerCall, errorRate, promptTokens } from "#lib/usage/usage-facts.ts";
import type { Usage } from "#lib/usage/usage.ts";
import { useTRPC } from "#trpc/client.tsx";

export function HeadlineFigures() {
  const { input, comparing: wanted, refetchInterval } = useScope();
  const trpc = useTRPC();
  const summary = useQuery({
    ...trpc.overview.summary.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  if (summary.error)
    return <ErrorState what="the headline figures" error={summary.error} onRetry={() => void summary.refetch()} />;
  if (!summary.data)
    return (
      <StatRow first="widest" testId="headline" isBusy>
        {null}
      </StatRow>
    );
  const { current, previous, latency, latencyBefore } = summary.data;
  const comparing = wanted && previous.calls > 0;
  const change = (pick: (usage: Usage) => number | null, good?: "up" | "down") => {
    const before = pick(previous);
    const after = pick(current);
    return comparing && before !== null && after !== null ? (
      <Change ratio={relativeChange(before, after)} {...(good ? { good } : {})} />
    ) : undefined;
  };
  const totalTokens = (usage: Usage) => promptTokens(usage) + usage.outputTokens;
  return (
    <InCurrency value={summary.data.currency}>
      <StatRow first="widest" testId="headline" isBusy={summary.isPlaceholderData}>
        <Stat
          label="Spend"
          value={<Spend usage={current} />}
          change={
            comparing && previous.costUsd !== null && current.costUsd !== null ? (
              <Change ratio={relativeChangeUsd(previous.costUsd, current.costUsd)} good="down" />
            ) : undefined
          }
          note={<UnpricedNote usage={current} />}
        />
        <Stat
          label="Calls"
          value={<Count value={current.calls} />}
          change={change(({ calls }) => calls)}
          note={<>{<Money usd={costPerCall(current)} />} per call</>}
        />
        <Stat
          label="Error rate"
          value={<Ratio value={errorRate(current)} />}
          change={change(errorRate, "down")}
          note={`${formatCount(current.errors)} failed`}
        />
        <Stat
          label="p95 latency"
          value={latency ? formatDuration(latency.p95Ms) : <span className="text-ink-3">–</span>}
          change={
            comparing && latency && latencyBefore ? (
              <Change ratio={relativeChange(latencyBefore.p95Ms, latency.p95Ms)} good="down" />
            ) : undefined
          }
          note={latency ? `median ${formatDuration(latency.p50Ms)}` : "no durations"}
        />
        <Stat
          label="Tokens"
          value={<Count value={totalTokens(current)} />}
          change={change(totalTokens)}
          note={`${formatCount(promptTokens(current))} in, ${formatCount(current.outputTokens)} out`}
        />
        <Stat
          label="Read from cache"
          value={<Ratio value={cacheReadShare(current)} />}
          change={change(cacheReadShare, "up")}
          note="of prompt tokens"
        />
      </StatRow>
    </InCurrency>
  );
}
