"use client";
import { useId, useMemo, useRef, useState } from "react";
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatTime } from "#lib/time/format-time.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { ChartBucket, TimeChartProps } from "./chart-model.ts";

const CHARTS = { bar: BarChart, area: AreaChart, line: LineChart } as const;
const AXIS = { fontSize: 11, fill: "var(--ink-3)" } as const;

export function TimeChartPlot(props: TimeChartProps) {
  const { series, buckets, kind, formatAxis } = props;
  const patternId = useId().replaceAll(":", "");
  const data = useMemo(
    () => buckets.map((bucket, index) => ({ ...bucket.values, index, startMs: bucket.startMs })),
    [buckets],
  );
  const running = buckets.findIndex(({ startMs, endMs }) => startMs <= props.nowMs && props.nowMs < endMs);
  const zoom = useZoom(props);
  const Chart = CHARTS[kind];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Chart
        data={data}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap={buckets.length > 60 ? 1 : "18%"}
        syncId="page"
        accessibilityLayer
        {...zoom.handlers}
      >
        <defs>
          {series.map(({ id, colour }, index) => (
            <pattern
              key={id}
              id={`${patternId}-${index}`}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="5" height="5" fill={colour} fillOpacity={0.35} />
              <rect width="2.5" height="5" fill={colour} />
            </pattern>
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="startMs"
          tickFormatter={(value: number) => tickLabel(value, buckets, props.timeZone)}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={28}
          interval="preserveStartEnd"
        />
        <YAxis
          tickFormatter={formatAxis}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          width="auto"
          tickCount={5}
          domain={[0, "auto"]}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={kind === "bar" ? { fill: "var(--hover)", fillOpacity: 0.6 } : { stroke: "var(--line-strong)" }}
          content={({ active, payload }) =>
            active ? (
              <ChartTooltip
                chart={props}
                index={(payload[0]?.payload as { index?: number } | undefined)?.index}
                running={running}
              />
            ) : null
          }
        />
        {series.map((_, index) => drawSeries({ chart: props, index, running, fill: `url(#${patternId}-${index})` }))}
        {zoom.area && <ReferenceArea x1={zoom.area[0]} x2={zoom.area[1]} fill="var(--accent)" fillOpacity={0.12} />}
      </Chart>
    </ResponsiveContainer>
  );
}

interface SeriesDrawing {
  readonly chart: TimeChartProps;
  readonly index: number;
  /** Index of the bucket that is still filling, -1 when none is. */
  readonly running: number;
  /** Hatching for it. */
  readonly fill: string;
}

function drawSeries({ chart, index, running, fill }: SeriesDrawing) {
  const entry = chart.series[index];
  if (!entry) return null;
  const { id, label, colour } = entry;
  if (chart.kind === "line") {
    return (
      <Line
        key={id}
        dataKey={id}
        name={label}
        type="linear"
        stroke={colour}
        strokeWidth={1.75}
        dot={chart.buckets.length > 40 ? false : { r: 2, strokeWidth: 0, fill: colour }}
        isAnimationActive={false}
        connectNulls={false}
      />
    );
  }
  if (chart.kind === "area") {
    return (
      <Area
        key={id}
        dataKey={id}
        name={label}
        type="linear"
        stackId="stack"
        stroke={colour}
        strokeWidth={1.25}
        fill={colour}
        fillOpacity={0.55}
        isAnimationActive={false}
        connectNulls={false}
      />
    );
  }
  return (
    <Bar
      key={id}
      dataKey={id}
      name={label}
      stackId="stack"
      fill={colour}
      isAnimationActive={false}
      maxBarSize={48}
      shape={(shape: BarShape) => (
        <rect
          x={shape.x}
          y={shape.y}
          width={Math.max(0, shape.width ?? 0)}
          height={Math.max(0, shape.height ?? 0)}
          fill={shape.payload?.index === running ? fill : colour}
        />
      )}
      onClick={(bar: { readonly payload?: { readonly index?: number } }) => {
        const bucket = chart.buckets[bar.payload?.index ?? -1];
        if (bucket) chart.onPickBucket?.(bucket, id);
      }}
      {...(chart.onPickBucket ? { className: "cursor-pointer" } : {})}
    />
  );
}

interface BarShape {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: { readonly index?: number };
}

interface ChartMouse {
  readonly activeLabel?: string | number | undefined;
}

/**
 * Drag across the chart to look closer. Nothing is drawn anew before the pointer reaches another bucket, so that a plain
 * click still reaches its bar.
 */
function useZoom({ buckets, onZoom }: TimeChartProps) {
  const start = useRef<number | null>(null);
  const [area, setArea] = useState<readonly [number, number] | null>(null);
  if (!onZoom) return { area: null, handlers: {} };
  const at = (state: ChartMouse) => (state.activeLabel === undefined ? null : Number(state.activeLabel));
  const stop = () => {
    start.current = null;
    setArea(null);
  };
  return {
    area,
    handlers: {
      onMouseDown: (state: ChartMouse) => {
        start.current = at(state);
      },
      onMouseMove: (state: ChartMouse) => {
        const ms = at(state);
        const from = start.current;
        if (from !== null && ms !== null && ms !== from) setArea([Math.min(from, ms), Math.max(from, ms)]);
      },
      onMouseLeave: stop,
      onMouseUp: () => {
        if (area) onZoom(area[0], buckets.find(({ startMs }) => startMs === area[1])?.endMs ?? area[1]);
        stop();
      },
    },
  };
}

function tickLabel(ms: number, buckets: readonly ChartBucket[], timeZone: string): string {
  const [first] = buckets;
  const width = first ? first.endMs - first.startMs : 0;
  if (width >= 82_800_000) return formatTime(ms, "day", timeZone);
  const span = (buckets.at(-1)?.endMs ?? 0) - (first?.startMs ?? 0);
  return formatTime(ms, span > 86_400_000 ? "dayTime" : "time", timeZone);
}
