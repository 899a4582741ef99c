"use client";
import { useEffect, useRef, type MouseEvent } from "react";
import { cn } from "#lib/class-names.ts";
import type { Column } from "./column.ts";

export interface TableRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly isFocused: boolean;
  readonly isStrong?: boolean;
  /** One-based, header included: for rows of which not all are there. */
  readonly position?: number;
  readonly onOpen?: (row: Row) => void;
}

export function TableRow<Row>({ columns, row, isFocused, isStrong = false, position, onOpen }: TableRowProps<Row>) {
  const ref = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isFocused) ref.current?.scrollIntoView({ block: "nearest" });
  }, [isFocused]);
  return (
    <tr
      ref={ref}
      aria-rowindex={position}
      data-focused={isFocused || undefined}
      onClick={onOpen ? (event) => (isOwnClick(event) ? onOpen(row) : undefined) : undefined}
      className={cn(
        "group/row transition-colors",
        onOpen && "cursor-pointer hover:bg-hover",
        isStrong && "font-semibold",
        isFocused && "bg-hover shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            "h-9 px-3 py-1.5 first:pl-4 last:pr-4",
            column.align === "right" ? "num text-right whitespace-nowrap" : "text-left",
            column.className,
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Links and buttons inside a row do their own thing, and selecting text is not a click. */
function isOwnClick(event: MouseEvent<HTMLElement>): boolean {
  if (event.target instanceof Element && event.target.closest("a, button, input, select") !== null) return false;
  return (window.getSelection()?.toString() ?? "") === "";
}
