/** One point of time in a chart: `values` by series id, null where nothing is known (a gap, not a zero). */
export interface ChartBucket {
  readonly startMs: number;
  readonly endMs: number;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  /** CSS colour. */
  readonly colour: string;
}

export interface TimeChartProps {
  readonly series: readonly ChartSeries[];
  readonly buckets: readonly ChartBucket[];
  /** Bars and areas are stacked, lines are not. */
  readonly kind: "bar" | "area" | "line";
  readonly timeZone: string;
  readonly nowMs: number;
  readonly formatAxis: (value: number) => string;
  /** Exact text of one value for the tooltip. */
  readonly formatValue: (seriesId: string, bucketIndex: number) => string;
  readonly formatTotal?: (bucketIndex: number) => string;
  /** The chart in one sentence, for those who cannot see it. */
  readonly description: string;
  readonly height?: number;
  readonly onPickBucket?: (bucket: ChartBucket, seriesId: string | null) => void;
  readonly onZoom?: (fromMs: number, toMs: number) => void;
}
