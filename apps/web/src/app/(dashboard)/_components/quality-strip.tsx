"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/class-names.ts";
import { formatCount } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** What the figures above rest on, in one line. */
export function QualityStrip() {
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const quality = useQuery({ ...trpc.overview.quality.queryOptions(input), placeholderData: keepPreviousData, refetchInterval });
  if (quality.error) return <ErrorState what="data quality" error={quality.error} onRetry={() => void quality.refetch()} />;
  if (!quality.data) return <Skeleton className="h-14 w-full" />;
  const { calls, unpricedCalls, noUsageCalls, duplicates, superseded } = quality.data;
  const share = (count: number) => (calls === 0 ? "" : ` (${formatPercent(count / calls)})`);
  const facts = [
    { label: "without a price", text: `${formatCount(unpricedCalls)}${share(unpricedCalls)}`, attention: unpricedCalls > 0 },
    { label: "without usage", text: `${formatCount(noUsageCalls)}${share(noUsageCalls)}`, attention: noUsageCalls > 0 },
    { label: "duplicates removed", text: formatCount(duplicates), attention: false },
    { label: "wrapper spans not billed twice", text: formatCount(superseded), attention: false },
  ];
  return (
    <ScopedLink href="/data-quality" className="group flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border bg-surface px-4 py-3 hover:bg-hover">
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
