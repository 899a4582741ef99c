import type { ChartSeries } from "#components/charts/chart-model.ts";

/** What the colours of a chart of few series stand for. */
export function Key({ series }: { readonly series: readonly ChartSeries[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2" aria-label="Series">
      {series.map(({ id, label, colour }) => (
        <li key={id} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-xs" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
