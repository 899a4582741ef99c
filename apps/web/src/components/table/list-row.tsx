"use client";
import type { MouseEvent } from "react";
import { cn } from "#lib/class-names.ts";
import { CARD_HEIGHT, ROW_HEIGHT, type ListRows } from "./list-column.ts";

export interface ListRowProps<Row> {
  readonly list: ListRows<Row>;
  readonly row: Row;
  /** Pixels. */
  readonly place: { readonly index: number; readonly start: number; readonly height: number };
  /** The tracks of the columns; null: drawn as a card. */
  readonly template: string | null;
  readonly isFocused: boolean;
}

/** One row of a virtual list, at its place. */
export function ListRow<Row>({ list, row, place, template, isFocused }: ListRowProps<Row>) {
  const { columns, card, note, onOpen, isNew } = list;
  return (
    <div
      role="row"
      aria-rowindex={place.index + 2}
      data-focused={isFocused || undefined}
      onClick={(event) => (isOwnClick(event) ? onOpen(row) : undefined)}
      className={cn(
        "absolute inset-x-0 cursor-pointer border-b px-4 hover:bg-hover",
        isNew?.(row) && "arrival",
        isFocused && "bg-hover shadow-[inset_2px_0_0_var(--accent)]",
      )}
      style={{ height: place.height, transform: `translateY(${place.start}px)` }}
    >
      {template === null ? (
        <div role="cell" style={{ height: CARD_HEIGHT }}>
          {card(row)}
        </div>
      ) : (
        <div
          role="presentation"
          className="grid items-center gap-3"
          style={{ gridTemplateColumns: template, height: ROW_HEIGHT }}
        >
          {columns.map(({ id, cell, isRight }) => (
            <div key={id} role="cell" className={cn("min-w-0", isRight && "num truncate text-right whitespace-nowrap")}>
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
}

/** Links and buttons inside a row do their own thing, and selecting text is not a click. */
function isOwnClick(event: MouseEvent<HTMLElement>): boolean {
  if (event.target instanceof Element && event.target.closest("a, button, input, select") !== null) return false;
  return (window.getSelection()?.toString() ?? "") === "";
}
