"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { cn } from "#lib/class-names.ts";
import { useIsNarrow } from "#lib/use-is-narrow.ts";

export interface ListColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isRight?: boolean;
  readonly hint?: string;
}

export interface VirtualListProps<Row> {
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The row at phone width. */
  readonly card: (row: Row) => ReactNode;
  /** A second line of a row; null without. */
  readonly note?: (row: Row) => ReactNode;
  readonly onOpen: (row: Row) => void;
  /** The last rows are near. */
  readonly onEnd?: () => void;
  readonly onTop?: (isAtTop: boolean) => void;
  /** More rows may follow. */
  readonly isOpenEnded?: boolean;
  readonly isNew?: (row: Row) => boolean;
}

const ROW = 38;
const CARD = 76;
const NOTE = 22;
const NEAR_END = 15;
const TOP_PX = 8;

/** A long table of which only the rows in view exist. j/k or arrows move, Enter opens, Esc lets go of the row. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { columns, rows, rowKey, onOpen, onEnd, onTop, note } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const height = (isNarrow ? CARD : ROW) + (note ? NOTE : 0);
  // oxlint-disable-next-line react/incompatible-library -- its functions are only called while drawing
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    initialRect: { width: 1000, height: 700 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - NEAR_END) onEnd?.();
  }, [lastIndex, rows.length, onEnd]);
  const focused = focusedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === focusedKey);
  const move = (step: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, focused + step));
    const row = rows[index];
    if (!row) return;
    setFocusedKey(rowKey(row));
    virtual.scrollToIndex(index, { align: "auto" });
  };
  const current = rows[focused];
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    ...(current ? { Enter: () => onOpen(current), Escape: () => setFocusedKey(null) } : {}),
  });
  const template = columns.map(({ width }) => width).join(" ");
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={props.isOpenEnded ? -1 : rows.length + 1}
      tabIndex={0}
      onScroll={({ currentTarget }) => onTop?.(currentTarget.scrollTop <= TOP_PX)}
      className="max-h-[calc(100dvh-18.5rem)] min-h-72 overflow-y-auto border-t outline-offset-[-2px]"
    >
      <div role="rowgroup" className="sticky top-0 z-10 hidden border-b bg-sunken text-xs text-ink-2 md:block">
        <div role="row" aria-rowindex={1} className="grid gap-3 px-4" style={{ gridTemplateColumns: template }}>
          {columns.map(({ id, header, hint, isRight }) => (
            <span key={id} role="columnheader" title={hint} className={cn("py-2 font-medium", isRight && "text-right")}>
              {header}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={rowKey(row)}
              role="row"
              aria-rowindex={index + 2}
              data-focused={index === focused || undefined}
              onClick={(event) => (isOwnClick(event) ? onOpen(row) : undefined)}
              className={cn(
                "absolute inset-x-0 cursor-pointer border-b px-4 hover:bg-hover",
                props.isNew?.(row) && "arrival",
                index === focused && "bg-hover shadow-[inset_2px_0_0_var(--accent)]",
              )}
              style={{ height, transform: `translateY(${start}px)` }}
            >
              {isNarrow ? (
                <div role="cell" style={{ height: CARD }}>
                  {props.card(row)}
                </div>
              ) : (
                <div
                  role="presentation"
                  className="grid items-center gap-3"
                  style={{ gridTemplateColumns: template, height: ROW }}
                >
                  {columns.map(({ id, cell, isRight }) => (
                    <div
                      key={id}
                      role="cell"
                      className={cn("min-w-0", isRight && "num truncate text-right whitespace-nowrap")}
                    >
                      {cell(row)}
                    </div>
                  ))}
                </div>
              )}
              {note && (
                <div role="cell" className="truncate text-xs text-ink-2">
                  {note(row)}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Links and buttons inside a row do their own thing, and selecting text is not a click. */
function isOwnClick(event: MouseEvent<HTMLElement>): boolean {
  if (event.target instanceof Element && event.target.closest("a, button, input, select") !== null) return false;
  return (window.getSelection()?.toString() ?? "") === "";
}
