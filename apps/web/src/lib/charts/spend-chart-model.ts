import type { ChartBucket, ChartSeries } from "#components/charts/chart-model.ts";
import { seriesColour } from "#components/charts/series-colour.ts";
import { chartValue } from "#lib/money/chart-value.ts";
import { valueLabel } from "#lib/scope/dimensions.ts";
import type { SpendOverTime } from "#server/views/spend-over-time.ts";
import { assignColours } from "./assign-colours.ts";

export interface SpendChartModel {
  readonly series: readonly ChartSeries[];
  readonly buckets: readonly ChartBucket[];
}

/** Series and bar heights for the chart; the printed figures come from the exact points. */
export function spendChartModel(
  data: SpendOverTime,
  options: { readonly by: readonly string[]; readonly universe: readonly string[] },
): SpendChartModel {
  const { by, universe } = options;
  const names = data.series.flatMap(({ keys }) =>
    keys === null || keys.every((key) => key === "") ? [] : [colourKey(keys)],
  );
  const slots = assignColours(universe, names);
  const series = data.series.map(({ keys }, index) => ({
    id: `s${index}`,
    label: keys === null ? "Everything else" : groupLabel(by, keys),
    colour: seriesColour(keys === null ? undefined : slots.get(colourKey(keys))),
  }));
  const buckets = data.buckets.map((bucket, position) => ({
    ...bucket,
    values: Object.fromEntries(data.series.map(({ points }, index) => [`s${index}`, heightOf(points[position])])),
  }));
  return { series, buckets };
}

/** One entity has one name for its colour, however it is grouped. */
export function colourKey(keys: readonly string[]): string {
  return keys.join(" / ");
}

export function groupLabel(by: readonly string[], keys: readonly string[]): string {
  return keys.map((key, index) => valueLabel(by[index] ?? "", key)).join(" / ");
}

/** A bucket where calls ran but none has a price is a gap, not a zero. */
function heightOf(
  point: { readonly costUsd: string; readonly calls: number; readonly unknown: number } | undefined,
): number | null {
  if (!point) return null;
  if (point.calls > 0 && point.unknown >= point.calls) return null;
  return chartValue(point.costUsd);
}
