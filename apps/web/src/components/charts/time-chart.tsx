"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TimeChartProps } from "./chart-model.ts";

const Plot = dynamic(() => import("./time-chart-plot.tsx").then((module) => module.TimeChartPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** Spend, calls or tokens over time, stacked. The drawing library is loaded after the page has painted. */
export function TimeChart(props: TimeChartProps) {
  return (
    <figure className="min-w-0">
      <div style={{ height: props.height ?? 260 }}>
        <Plot {...props} />
      </div>
      <figcaption className="sr-only">{props.description}</figcaption>
    </figure>
  );
}
