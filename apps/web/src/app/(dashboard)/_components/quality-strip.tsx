"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/class-names.ts";
import { formatCount } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = [
  { check: "unpriced", label: "without a price", isProblem: true },
  { check: "no_usage", label: "without usage", isProblem: true },
  { check: "duplicates_removed", label: "duplicates removed", isProblem: false },
  { check: "wrapper_usage_not_billed", label: "wrapper spans not billed twice", isProblem: false },
] as const;

/** What the figures above rest on, in one line. */
export function QualityStrip() {
  const { project, params, refetchInterval } = useScope();
  const trpc = useTRPC();
  const quality = useQuery({
    ...trpc.quality.findings.queryOptions({ project, range: params.range }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const info = useScopeInfo();
  if (quality.error)
    return <ErrorState what="data quality" error={quality.error} onRetry={() => void quality.refetch()} />;
  if (!quality.data) return <Skeleton className="h-14 w-full" />;
  const { calls, findings, sampled } = quality.data;
  const since = info && sampled.fromMs > info.range.fromMs && formatTime(sampled.fromMs, "dayTime", info.timeZone);
  const facts = SHOWN.map(({ check, label, isProblem }) => {
    const count = findings.find((finding) => finding.check === check)?.calls ?? 0;
    const share = isProblem && calls > 0 && count > 0 ? ` (${formatPercent(count / calls)})` : "";
    return {
      label: since && !isProblem ? `${label} since ${since}` : label,
      text: `${formatCount(count)}${share}`,
      attention: isProblem && count > 0,
    };
  });
  return (
    <ScopedLink
      href="/data-quality"
      className="group flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border bg-surface px-4 py-3 hover:bg-hover"
    >
      <span className="font-medium">Data quality</span>
      {facts.map(({ label, text, attention }) => (
        <span key={label} className="text-ink-2">
          <span className={cn("num font-medium", attention ? "text-warn" : "text-ink")}>{text}</span> {label}
        </span>
      ))}
      <ArrowRight size={14} className="ml-auto text-ink-3" aria-hidden />
    </ScopedLink>
  );
}
