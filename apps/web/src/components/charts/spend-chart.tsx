"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DisplayCurrency } from "#lib/money/display-currency.ts";
import { formatAxisMoney } from "#lib/money/format-axis-money.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import { spendChartModel } from "#lib/charts/spend-chart-model.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import type { SpendOverTime } from "#server/views/spend-over-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { TimeChart } from "./time-chart.tsx";

export interface SpendChartProps {
  readonly data: SpendOverTime & { readonly currency: DisplayCurrency };
  readonly by: readonly string[];
  readonly kind: "bar" | "area";
  readonly height?: number;
  readonly onPick?: (
    window: { readonly fromMs: number; readonly toMs: number },
    keys: readonly string[] | null,
  ) => void;
}

export function SpendChart({ data, by, kind, height = 260, onPick }: SpendChartProps) {
  const { project, setParams } = useScope();
  const trpc = useTRPC();
  const { currency } = data;
  const info = useScopeInfo();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const known = useQuery({
    ...trpc.scope.values.queryOptions({ project, dimension: by[0] ?? "feature", prefix: "" }),
    enabled: by.length === 1,
  });
  const model = useMemo(
    () => spendChartModel(data, { by, universe: known.data?.map(({ value }) => value) ?? [] }),
    [data, by, known.data],
  );
  if (!info) return <Skeleton className="w-full" />;
  const shown = model.series.filter(({ id }) => !hidden.has(id));
  const indexOf = (id: string) => Number(id.slice(1));
  const amount = (id: string, bucket: number) => data.series[indexOf(id)]?.points[bucket]?.costUsd ?? "0";
  const toggle = (id: string) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className="space-y-2">
      <TimeChart
        series={shown}
        buckets={model.buckets}
        kind={kind}
        height={height}
        timeZone={info.timeZone}
        nowMs={info.nowMs}
        formatAxis={(value) => formatAxisMoney(value, currency.code)}
        formatValue={(id, bucket) => formatMoney(amount(id, bucket), currency)}
        formatTotal={(bucket) => formatMoney(sumUsd(shown.map(({ id }) => amount(id, bucket))), currency)}
        description={describe(
          data,
          by,
          model.series.map(({ label }) => label),
        )}
        onZoom={(fromMs, toMs) => void setParams({ range: `${fromMs}-${toMs}` })}
        {...(onPick
          ? {
              onPickBucket: (bucket: { startMs: number; endMs: number }, id: string | null) =>
                onPick(
                  { fromMs: bucket.startMs, toMs: bucket.endMs },
                  id === null ? null : (data.series[indexOf(id)]?.keys ?? null),
                ),
            }
          : {})}
      />
      <ChartLegend series={model.series} hidden={hidden} onToggle={toggle} />
    </div>
  );
}

function describe(data: SpendChartProps["data"], by: readonly string[], labels: readonly string[]): string {
  const total = formatMoney(sumUsd(data.series.map(({ totalUsd }) => totalUsd)), data.currency);
  const parts = data.series
    .slice(0, 3)
    .map((series, index) => `${labels[index] ?? ""} ${formatMoney(series.totalUsd, data.currency)}`);
  return `Spend over time by ${by.map(dimensionLabel).join(" and ")}, ${total} in all. Largest: ${parts.join(", ")}. The table below has every figure.`;
}
