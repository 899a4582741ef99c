"use client";
import type { QualityFinding } from "@spanledger/clickhouse";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Count } from "#components/figures/count.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Checks that only report what was put right; nothing needs doing about them. */
const HANDLED: ReadonlySet<string> = new Set(["duplicates_removed", "wrapper_usage_not_billed"]);

export function Findings() {
  const { project, params, refetchInterval } = useScope();
  const trpc = useTRPC();
  const quality = useQuery({
    ...trpc.quality.findings.queryOptions({ project, range: params.range }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const info = useScopeInfo();
  if (quality.error)
    return <ErrorState what="the checks" error={quality.error} onRetry={() => void quality.refetch()} />;
  if (!quality.data) return <Skeleton className="h-[36rem] w-full" />;
  const { calls, sampled } = quality.data;
  const since = info && sampled.fromMs > info.range.fromMs && formatTime(sampled.fromMs, "dayTime", info.timeZone);
  return (
    <Card
      flush
      title="Checks"
      description={`${formatInteger(calls)} calls in this period. ${since ? `Calls without usage or price are counted in all of it, the rest since ${since}; a share is a part of the calls there.` : "A share is a part of these."}`}
    >
      <ul className="divide-y border-t">
        {quality.data.findings.map((finding) => (
          <Finding key={finding.check} finding={finding} />
        ))}
      </ul>
    </Card>
  );
}

function Finding({ finding }: { readonly finding: QualityFinding }) {
  const isHandled = HANDLED.has(finding.check);
  const isShare = finding.calls > 0 && !isHandled;
  return (
    <li
      className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[16px_minmax(0,1fr)_6rem_7.5rem]"
      data-check={finding.check}
    >
      <StateIcon calls={finding.calls} isHandled={isHandled} />
      <div className="min-w-0">
        <h3 className="font-medium">{finding.title}</h3>
        {finding.calls > 0 && <p className="max-w-2xl text-ink-2">{finding.advice}</p>}
      </div>
      <p className="num text-right">
        <span className="font-medium">
          <Count value={finding.calls} />
        </span>
        {isShare && finding.share !== null && (
          <span className="block text-xs text-ink-3">{formatPercent(finding.share)}</span>
        )}
      </p>
      <div className="max-sm:col-start-2 sm:text-right">
        {finding.sampleTraceId !== null && (
          <ScopedLink href={`/traces/${finding.sampleTraceId}`} className={buttonClass("outline")}>
            Sample trace
          </ScopedLink>
        )}
      </div>
    </li>
  );
}

function StateIcon({ calls, isHandled }: { readonly calls: number; readonly isHandled: boolean }) {
  if (calls === 0) return <CircleCheck size={16} className="mt-0.5 text-good" aria-label="Nothing found" />;
  if (isHandled) return <Info size={16} className="mt-0.5 text-ink-3" aria-label="Put right" />;
  return <CircleAlert size={16} className="mt-0.5 text-warn" aria-label="Found" />;
}
