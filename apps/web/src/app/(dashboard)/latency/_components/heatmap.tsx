"use client";
import { useMemo, useState } from "react";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { bandEdge } from "#lib/latency/band-edge.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { HeatColumn } from "#server/views/latency-over-time.ts";

const HEIGHT = 176;
const SHADES = 6;

interface Pointed {
  readonly column: HeatColumn;
  readonly band: number;
  readonly calls: number;
}

/** Time from left to right, duration from below, darker where more calls are. Shades are steps of a logarithm. */
export function Heatmap({ columns }: { readonly columns: readonly HeatColumn[] }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { low, high, most } = useMemo(() => boundsOf(columns), [columns]);
  const rows = high - low + 1;
  const cells = useMemo(
    () =>
      columns.flatMap(({ bands }, x) =>
        bands.map(({ band, calls }) => (
          <rect
            key={`${x} ${band}`}
            x={x}
            y={high - band}
            width={1}
            height={1}
            fill="var(--accent)"
            fillOpacity={shadeOf(calls, most)}
          />
        )),
      ),
    [columns, high, most],
  );
  const labels = Array.from({ length: rows }, (_, index) => low + index).filter((band) => band % labelStep(rows) === 0);
  return (
    <figure aria-label="Calls by duration and time">
      <div className="flex gap-2">
        <div className="relative w-12 shrink-0 text-[11px] text-ink-3" style={{ height: HEIGHT }} aria-hidden>
          {labels.map((band) => (
            <span
              key={band}
              className="num absolute right-0 -translate-y-1/2 leading-none"
              style={{ top: `${((high - band + 1) / rows) * 100}%` }}
            >
              {formatDuration(roundEdge(bandEdge(band)))}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${columns.length} ${rows}`}
          preserveAspectRatio="none"
          className="w-full min-w-0 rounded-sm bg-sunken"
          style={{ height: HEIGHT }}
          shapeRendering="crispEdges"
          role="img"
          aria-label={describe(columns, { low, high })}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const column = columns[Math.floor(((event.clientX - box.left) / box.width) * columns.length)];
            const band = high - Math.floor(((event.clientY - box.top) / box.height) * rows);
            const calls = column?.bands.find((one) => one.band === band)?.calls ?? 0;
            setPointed(column ? { column, band, calls } : null);
          }}
          onPointerLeave={() => setPointed(null)}
        >
          {cells}
        </svg>
      </div>
      <figcaption className="num mt-1.5 flex flex-wrap justify-between gap-x-4 pl-14 text-xs text-ink-3">
        <span>
          {pointed
            ? `${formatTime(pointed.column.startMs, "dayTime", timeZone)}: ${formatInteger(pointed.calls)} calls of ${formatDuration(roundEdge(bandEdge(pointed.band)))} to ${formatDuration(roundEdge(bandEdge(pointed.band + 1)))}`
            : "Each cell: calls of that duration. Point at one for its count."}
        </span>
        <span className="flex items-center gap-1" aria-hidden>
          1
          {Array.from({ length: SHADES }, (_, index) => (
            <span
              key={index}
              className="size-2.5 rounded-xs"
              style={{ background: "var(--accent)", opacity: (index + 1) / SHADES }}
            />
          ))}
          {formatInteger(most)} calls
        </span>
      </figcaption>
    </figure>
  );
}

function boundsOf(columns: readonly HeatColumn[]): { low: number; high: number; most: number } {
  const cells = columns.flatMap(({ bands }) => bands);
  const bands = cells.map(({ band }) => band);
  return {
    low: bands.reduce((least, band) => Math.min(least, band), bands[0] ?? 0),
    high: bands.reduce((most, band) => Math.max(most, band), bands[0] ?? 0),
    most: cells.reduce((most, { calls }) => Math.max(most, calls), 1),
  };
}

function shadeOf(calls: number, most: number): number {
  const share = most <= 1 ? 1 : Math.log(calls) / Math.log(most);
  return Math.max(1, Math.ceil(share * SHADES)) / SHADES;
}

function labelStep(rows: number): number {
  return rows > 24 ? 6 : rows > 12 ? 4 : 2;
}

/** Edges are no round numbers: two digits are enough to read them. */
function roundEdge(ms: number): number {
  return Number(ms.toPrecision(2));
}

function describe(columns: readonly HeatColumn[], { low, high }: { low: number; high: number }): string {
  const sums = new Map<number, number>();
  for (const { bands } of columns) for (const { band, calls } of bands) sums.set(band, (sums.get(band) ?? 0) + calls);
  const [busiest] = [...sums].toSorted((a, b) => b[1] - a[1]);
  if (busiest === undefined) return "No calls";
  const between = (from: number, to: number) =>
    `${formatDuration(roundEdge(bandEdge(from)))} to ${formatDuration(roundEdge(bandEdge(to + 1)))}`;
  return `Calls took ${between(low, high)}; most of them ${between(busiest[0], busiest[0])}.`;
}
