"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Change } from "#components/figures/change.tsx";
import { Money } from "#components/figures/money.tsx";
import { Ratio } from "#components/figures/ratio.tsx";
import { Stat } from "#components/figures/stat.tsx";
import { StatRow } from "#components/figures/stat-row.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { hitRate, netSaved, providerHitRate } from "#lib/cache/cache-facts.ts";
import { formatCount } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { relativeChange, relativeChangeUsd } from "#lib/relative-change.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

export function CacheFigures() {
  const { input, comparing: wanted, refetchInterval } = useScope();
  const trpc = useTRPC();
  const summary = useQuery({
    ...trpc.cache.summary.queryOptions(input),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  if (summary.error)
    return <ErrorState what="the headline figures" error={summary.error} onRetry={() => void summary.refetch()} />;
  if (!summary.data)
    return (
      <StatRow first="wide" testId="cache-figures" isBusy>
        {null}
      </StatRow>
    );
  const comparing = wanted && summary.data.usageBefore.calls > 0;
  return (
    <InCurrency value={summary.data.currency}>
      <StatRow first="wide" testId="cache-figures" isBusy={summary.isPlaceholderData}>
        <Figures data={summary.data} comparing={comparing} />
      </StatRow>
    </InCurrency>
  );
}

function Figures({
  data,
  comparing,
}: {
  readonly data: RouterOutputs["cache"]["summary"];
  readonly comparing: boolean;
}) {
  const { usage, usageBefore, gain, gainBefore, timeSavedMs } = data;
  const rate = (now: number | null, before: number | null) =>
    comparing && now !== null && before !== null ? <Change ratio={relativeChange(before, now)} good="up" /> : undefined;
  const hits = gain.exactHits + gain.semanticHits;
  return (
    <>
      <Stat
        label="Saved, net"
        value={<Money usd={netSaved(gain)} />}
        change={
          comparing ? <Change ratio={relativeChangeUsd(netSaved(gainBefore), netSaved(gain))} good="up" /> : undefined
        }
        note={unknownNote(gain)}
      />
      <Stat
        label="Provider prompt cache"
        value={<Ratio value={providerHitRate(usage)} />}
        change={rate(providerHitRate(usage), providerHitRate(usageBefore))}
        note="of prompt tokens"
      />
      <Stat
        label="Exact hits"
        value={<Ratio value={hitRate(gain.exactHits, usage)} />}
        change={rate(hitRate(gain.exactHits, usage), hitRate(gainBefore.exactHits, usageBefore))}
        note={`${formatCount(gain.exactHits)} of ${formatCount(usage.calls)} calls`}
      />
      <Stat
        label="Semantic hits"
        value={<Ratio value={hitRate(gain.semanticHits, usage)} />}
        change={rate(hitRate(gain.semanticHits, usage), hitRate(gainBefore.semanticHits, usageBefore))}
        note={`${formatCount(gain.semanticHits)} of ${formatCount(usage.calls)} calls`}
      />
      <Stat
        label="Write premium"
        value={<Money usd={gain.writePremiumUsd} />}
        note={`${formatCount(gain.write5mTokens + gain.write1hTokens)} tokens written`}
      />
      <Stat
        label="Time saved"
        value={timeSavedMs === null || hits === 0 ? <span className="text-ink-3">–</span> : formatDuration(timeSavedMs)}
        note={hits === 0 ? "no hits to compare" : "against uncached calls"}
      />
    </>
  );
}

function unknownNote(gain: RouterOutputs["cache"]["summary"]["gain"]): string {
  const parts = [
    gain.unratedTokens > 0 ? `${formatCount(gain.unratedTokens)} tokens` : "",
    gain.unvaluedHits > 0 ? `${formatCount(gain.unvaluedHits)} hits` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "write premium taken off" : `without ${parts.join(" and ")} of no known price`;
}
