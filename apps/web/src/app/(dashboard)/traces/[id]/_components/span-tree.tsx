"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { flattenTree, type TreeNode } from "#lib/calls/build-tree.ts";
import { SpanRow } from "./span-row.tsx";

const ROW = 34;

export interface SpanTreeProps {
  readonly tree: readonly TreeNode<TraceSpan>[];
  readonly selected: string | null;
  readonly onSelect: (spanId: string) => void;
}

/** Tree and waterfall in one. Only the rows in view are drawn. */
export function SpanTree({ tree, selected, onSelect }: SpanTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => flattenTree(tree, folded), [tree, folded]);
  const scale = useMemo(() => timeScale(rows), [rows]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are only called while drawing
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  const position = rows.findIndex(({ span }) => span.spanId === selected);
  const move = (step: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, position + step))];
    if (next) onSelect(next.span.spanId);
  };
  useHotkeys({ j: () => move(1), k: () => move(-1) });
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position, { align: "auto" });
  }, [position, virtual]);
  const fold = (key: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <section aria-label="Spans" className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,1fr)_5.5rem_4rem] gap-3 border-b bg-sunken px-3 py-2 text-xs font-medium text-ink-2 md:grid-cols-[minmax(0,1fr)_5.5rem_4rem_minmax(6rem,30%)]"
      >
        <span>Span</span>
        <span className="text-right">Cost</span>
        <span className="text-right">Took</span>
        <span className="hidden md:block">Time</span>
      </div>
      <div ref={scroller} className="max-h-[70vh] overflow-y-auto">
        <div
          role="tree"
          aria-label="Spans of the trace"
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const node = rows[index];
            return node ? (
              <SpanRow
                key={node.key}
                node={node}
                top={start}
                height={ROW}
                scale={scale}
                isSelected={index === position}
                isFolded={folded.has(node.key)}
                onFold={() => fold(node.key)}
                onSelect={() => onSelect(node.span.spanId)}
              />
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}

export interface TimeScale {
  readonly startNs: bigint;
  readonly lengthMs: number;
}

function timeScale(rows: readonly TreeNode<TraceSpan>[]): TimeScale {
  const starts = rows.map(({ span }) => BigInt(span.startTimeNs));
  const startNs = starts.reduce((least, start) => (start < least ? start : least), starts[0] ?? 0n);
  const lengthMs = rows.reduce(
    (most, { span }) => Math.max(most, Number(BigInt(span.startTimeNs) - startNs) / 1e6 + span.durationMs),
    0.001,
  );
  return { startNs, lengthMs };
}
