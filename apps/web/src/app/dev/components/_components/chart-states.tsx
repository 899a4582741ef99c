"use client";
import { ChartLegend } from "#components/charts/chart-legend.tsx";
import { seriesColour } from "#components/charts/series-colour.ts";
import { TimeChart } from "#components/charts/time-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { useState } from "react";
import { LONG_NAME, NOW_MS, sampleBuckets } from "./samples.ts";
import { Section } from "./section.tsx";

const SERIES = Array.from({ length: 8 }, (_, index) => ({
  id: `s${index}`,
  label: index === 2 ? LONG_NAME : index === 7 ? "Everything else" : `feature-${index}`,
  colour: seriesColour(index === 7 ? undefined : index),
}));
const EIGHT = sampleBuckets(8);
const ONE = sampleBuckets(1);

export function ChartStates() {
  return (
    <Section title="Charts">
      <div className="grid gap-4 md:grid-cols-2">
        <SampleChart title="Bars: a gap, a running bucket, eight series" kind="bar" count={8} />
        <SampleChart title="Area" kind="area" count={8} />
        <SampleChart title="One series" kind="bar" count={1} />
      </div>
    </Section>
  );
}

function SampleChart({
  title,
  kind,
  count,
}: {
  readonly title: string;
  readonly kind: "bar" | "area";
  readonly count: 1 | 8;
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const buckets = count === 1 ? ONE : EIGHT;
  const series = SERIES.slice(0, count);
  const toggle = (id: string) =>
    setHidden((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  return (
    <Card title={title}>
      <TimeChart
        series={series.filter(({ id }) => !hidden.has(id))}
        buckets={buckets}
        kind={kind}
        height={200}
        timeZone="UTC"
        nowMs={NOW_MS}
        formatAxis={(value) => `$${value}`}
        formatValue={(id, bucket) => `$${buckets[bucket]?.values[id] ?? 0}`}
        description={`${title}: made-up figures over a day.`}
      />
      <ChartLegend series={series} hidden={hidden} onToggle={toggle} />
    </Card>
  );
}
