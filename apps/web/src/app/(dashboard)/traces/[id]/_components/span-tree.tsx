"use client";
import type { TreeCall } from "@spanledger/clickhouse";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { flattenTree, type TreeNode } from "#lib/calls/build-tree.ts";
import { cn } from "#lib/class-names.ts";
import { ROW_GRID, SpanRow } from "./span-row.tsx";

const ROW = 32;

export interface SpanTreeProps {
  readonly tree: readonly TreeNode<TreeCall>[];
  /** Keys of the spans that the trace waited for, with how long for each itself. */
  readonly path: ReadonlyMap<string, number>;
  readonly showsPath: boolean;
  readonly selected: string | null;
  readonly onSelect: (spanId: string) => void;
}

/** Tree and waterfall in one. Only the rows in view are drawn. */
export function SpanTree({ tree, path, showsPath, selected, onSelect }: SpanTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => flattenTree(tree, folded), [tree, folded]);
  const scale = useMemo(() => timeScale(flattenTree(tree, new Set())), [tree]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are only called while drawing
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 16,
    initialRect: { width: 800, height: 700 },
  });
  const position = useMemo(() => rows.findIndex(({ span }) => span.spanId === selected), [rows, selected]);
  const fold = useCallback(
    (key: string) =>
      setFolded((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  const move = (step: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, position + step))];
    if (next) onSelect(next.span.spanId);
  };
  useHotkeys({ j: () => move(1), k: () => move(-1) });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const row = rows[position];
    if (step !== 0) move(step);
    else if (row && event.key === (folded.has(row.key) ? "ArrowRight" : "ArrowLeft") && row.children.length > 0)
      fold(row.key);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position, { align: "auto" });
  }, [position, virtual]);
  return (
    <section aria-label="Spans" className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      <div aria-hidden className={cn(ROW_GRID, "border-b bg-sunken px-3 py-2 text-xs font-medium text-ink-2")}>
        <span>Span</span>
        <span className="hidden text-right md:block">Tokens</span>
        <span className="text-right">Cost</span>
        <span className="text-right">Took</span>
        <span className="hidden md:block">Time</span>
      </div>
      <div ref={scroller} className="max-h-[70vh] overflow-y-auto" onKeyDown={onKeyDown} data-rows={rows.length}>
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
                waitedMs={path.get(node.key)}
                isDimmed={showsPath && !path.has(node.key)}
                onFold={fold}
                onSelect={onSelect}
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

function timeScale(rows: readonly TreeNode<TreeCall>[]): TimeScale {
  const starts = rows.map(({ span }) => BigInt(span.startTimeNs));
  const startNs = starts.reduce((least, start) => (start < least ? start : least), starts[0] ?? 0n);
  const lengthMs = rows.reduce(
    (most, { span }, index) => Math.max(most, Number((starts[index] ?? startNs) - startNs) / 1e6 + span.durationMs),
    0.001,
  );
  return { startNs, lengthMs };
}
