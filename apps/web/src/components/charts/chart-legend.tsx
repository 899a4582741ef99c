"use client";
import { cn } from "#lib/class-names.ts";
import type { ChartSeries } from "./chart-model.ts";

/** Toggles series. Hidden ones stay listed, so that nothing disappears for good. */
export function ChartLegend({
  series,
  hidden,
  onToggle,
}: {
  readonly series: readonly ChartSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}) {
  return (
    <ul className="flex flex-wrap gap-x-1 gap-y-0.5" aria-label="Series">
      {series.map(({ id, label, colour }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={!hidden.has(id)}
            onClick={() => onToggle(id)}
            className="flex h-6 items-center gap-1.5 rounded px-1.5 text-xs text-ink-2 hover:bg-hover"
          >
            <span
              aria-hidden
              className={cn("size-2.5 rounded-xs", hidden.has(id) && "border border-line-strong")}
              style={hidden.has(id) ? undefined : { background: colour }}
            />
            <span className={cn("max-w-64 truncate", hidden.has(id) && "text-ink-3 line-through")}>{label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
