"use client";
import type { RowData } from "@tanstack/react-table";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/class-names.ts";
import { formatInteger } from "#lib/format-count.ts";
import type { Column } from "./column.ts";
import type { DataTableProps } from "./data-table.tsx";

/** A phone shows the first ones: a card is six lines high. */
const FIRST = 10;
const STEP = 100;

/** The same rows at phone width. */
export function CardList<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  footer = [],
}: DataTableProps<Row>) {
  const [shown, setShown] = useState(FIRST);
  const left = rows.length - shown;
  return (
    <ul className="divide-y border-t md:hidden" aria-label={label}>
      {rows.slice(0, shown).map((row) => (
        <TableCard key={rowKey(row)} columns={columns} row={row} {...(onOpen ? { onOpen } : {})} />
      ))}
      {left > 0 && (
        <li className="p-3 text-center">
          <Button onClick={() => setShown(shown + STEP)}>
            {left > STEP ? `Show ${STEP} more of ${formatInteger(left)}` : `Show all ${formatInteger(rows.length)}`}
          </Button>
        </li>
      )}
      {footer.map(({ key, row, strong }) => (
        <TableCard key={key} columns={columns} row={row} isStrong={strong} />
      ))}
    </ul>
  );
}

interface TableCardProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly isStrong?: boolean;
  readonly onOpen?: (row: Row) => void;
}

function TableCard<Row>({ columns, row, isStrong = false, onOpen }: TableCardProps<Row>) {
  return (
    <li className={cn("px-4 py-3", isStrong && "bg-sunken")}>
      <div className="mb-1.5 flex items-center justify-between gap-2 font-medium">
        <div className="min-w-0">
          {columns.map((column) =>
            column.isTitle ? (
              <div key={column.id} className="truncate">
                {column.cell(row)}
              </div>
            ) : null,
          )}
        </div>
        {onOpen && (
          <button
            type="button"
            className="shrink-0 rounded-md border px-2 py-1 text-xs text-ink-2 hover:bg-hover"
            onClick={() => onOpen(row)}
          >
            Open
          </button>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-1">
        {columns.map((column) =>
          column.isTitle ? null : (
            <div
              key={column.id}
              className={cn("flex min-w-0 items-baseline justify-between gap-2", column.isWide && "col-span-2")}
            >
              <dt className="shrink-0 text-xs text-ink-3">{column.header}</dt>
              <dd className="num min-w-0 truncate text-right">{column.cell(row)}</dd>
            </div>
          ),
        )}
      </dl>
    </li>
  );
}
