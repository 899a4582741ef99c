"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { EmptyForFilter } from "#components/empty-for-filter.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { latencyParams } from "../search-params.ts";
import { Heatmap } from "./heatmap.tsx";
import { PercentileChart } from "./percentile-chart.tsx";

const KINDS = [
  { value: "duration", label: "Duration" },
  { value: "ttft", label: "First token" },
] as const;

export function OverTime() {
  const [{ of }, setParams] = useQueryStates(latencyParams, { history: "push" });
  const { input, refetchInterval } = useScope();
  const trpc = useTRPC();
  const series = useQuery({
    ...trpc.latency.overTime.queryOptions({ ...input, kind: of }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const isEmpty = series.data?.points.every(({ calls }) => calls === 0);
  return (
    <Card
      title={of === "duration" ? "Duration over time" : "Time to first token over time"}
      description="Percentiles, and below them how many calls took how long. Drag across the chart to zoom."
      actions={<Segmented label="Show" value={of} options={KINDS} onChange={(next) => void setParams({ of: next })} />}
    >
      {series.error ? (
        <ErrorState what="latency over time" error={series.error} onRetry={() => void series.refetch()} />
      ) : !series.data ? (
        <Skeleton className="h-[480px] w-full" />
      ) : isEmpty ? (
        of === "ttft" ? (
          <p className="py-8 text-center text-ink-2">
            No call of this view reports the time to its first token. Streaming instrumentations send it as
            gen_ai.response.time_to_first_chunk.
          </p>
        ) : (
          <EmptyForFilter />
        )
      ) : (
        <div className="space-y-5">
          <PercentileChart points={series.data.points} />
          <Heatmap columns={series.data.heat} />
        </div>
      )}
    </Card>
  );
}
