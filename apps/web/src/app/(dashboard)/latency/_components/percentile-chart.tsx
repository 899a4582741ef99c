"use client";
import { useState } from "react";
import { ChartLegend } from "#components/charts/chart-legend.tsx";
import { TimeChart } from "#components/charts/time-chart.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatDuration } from "#lib/format-duration.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { LatencyPoint } from "#server/views/latency-over-time.ts";

const SERIES = [
  { id: "p99Ms", label: "p99", colour: "var(--series-4)" },
  { id: "p95Ms", label: "p95", colour: "var(--series-1)" },
  { id: "p50Ms", label: "Median", colour: "var(--series-0)" },
] as const;

/** Three lines; a bucket without calls is a gap. */
export function PercentileChart({ points }: { readonly points: readonly LatencyPoint[] }) {
  const { setParams } = useScope();
  const info = useScopeInfo();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  if (!info) return <Skeleton className="h-[240px] w-full" />;
  const valueOf = (id: string, index: number) => points[index]?.[id as (typeof SERIES)[number]["id"]] ?? null;
  const worst = points.reduce((most, { p95Ms }) => Math.max(most, p95Ms ?? 0), 0);
  return (
    <div className="space-y-2">
      <TimeChart
        kind="line"
        height={220}
        series={SERIES.filter(({ id }) => !hidden.has(id))}
        buckets={points.map(({ startMs, endMs, p50Ms, p95Ms, p99Ms }) => ({
          startMs,
          endMs,
          values: { p50Ms, p95Ms, p99Ms },
        }))}
        timeZone={info.timeZone}
        nowMs={info.nowMs}
        formatAxis={formatDuration}
        formatValue={(id, index) => {
          const ms = valueOf(id, index);
          return ms === null ? "–" : formatDuration(ms);
        }}
        description={`Median, 95th and 99th percentile over time. The highest 95th percentile of a bucket is ${formatDuration(worst)}.`}
        onZoom={(fromMs, toMs) => void setParams({ range: `${fromMs}-${toMs}` })}
      />
      <ChartLegend
        series={SERIES}
        hidden={hidden}
        onToggle={(id) =>
          setHidden((before) => {
            const next = new Set(before);
            if (!next.delete(id)) next.add(id);
            return next;
          })
        }
      />
    </div>
  );
}
