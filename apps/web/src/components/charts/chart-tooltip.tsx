import { formatTime } from "#lib/time/format-time.ts";
import type { TimeChartProps } from "./chart-model.ts";

/** The exact values of one bucket, biggest first. */
export function ChartTooltip({
  chart,
  index,
  running,
}: {
  readonly chart: TimeChartProps;
  readonly index: number | undefined;
  readonly running: number;
}) {
  const bucket = index === undefined ? undefined : chart.buckets[index];
  if (!bucket || index === undefined) return null;
  const wholeDay = bucket.endMs - bucket.startMs >= 82_800_000;
  const present = chart.series
    .filter(({ id }) => (bucket.values[id] ?? 0) !== 0)
    .toSorted((a, b) => (bucket.values[b.id] ?? 0) - (bucket.values[a.id] ?? 0));
  return (
    <div className="num max-w-80 min-w-44 rounded-md border bg-raised px-3 py-2 text-xs shadow-pop">
      <p className="mb-1 font-medium">
        {formatTime(bucket.startMs, wholeDay ? "dayYear" : "dayTime", chart.timeZone)}
        {index === running && <span className="font-normal text-ink-3"> · still filling</span>}
      </p>
      {present.length === 0 && <p className="text-ink-3">Nothing here</p>}
      <table className="w-full">
        <tbody>
          {present.map(({ id, label, colour }) => (
            <tr key={id}>
              <td className="py-px pr-4">
                <span className="flex items-center gap-1.5">
                  <span aria-hidden className="size-2 shrink-0 rounded-xs" style={{ background: colour }} />
                  <span className="max-w-44 truncate">{label}</span>
                </span>
              </td>
              <td className="text-right">{chart.formatValue(id, index)}</td>
            </tr>
          ))}
        </tbody>
        {chart.formatTotal && present.length > 1 && (
          <tfoot>
            <tr className="border-t font-medium">
              <td className="pt-1 pr-4">Total</td>
              <td className="pt-1 text-right">{chart.formatTotal(index)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
