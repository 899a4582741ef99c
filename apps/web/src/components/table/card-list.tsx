"use client";
import type { RowData } from "@tanstack/react-table";
import { cn } from "#lib/class-names.ts";
import type { DataTableProps } from "./data-table.tsx";

/** The same rows at phone width. */
export function CardList<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  footer = [],
}: DataTableProps<Row>) {
  const titles = columns.filter(({ isTitle }) => isTitle);
  const lines = columns.filter(({ isTitle }) => !isTitle);
  const all = [
    ...rows.map((row) => ({ key: rowKey(row), row, strong: false, isFooter: false })),
    ...footer.map((entry) => ({ ...entry, isFooter: true })),
  ];
  return (
    <ul className="divide-y border-t md:hidden" aria-label={label}>
      {all.map(({ key, row, strong, isFooter }) => (
        <li key={key} className={cn("px-4 py-3", strong && "bg-sunken")}>
          <div className="mb-1.5 flex items-center justify-between gap-2 font-medium">
            <div className="min-w-0">
              {titles.map((column) => (
                <div key={column.id} className="truncate">
                  {column.cell(row)}
                </div>
              ))}
            </div>
            {onOpen && !isFooter && (
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
            {lines.map((column) => (
              <div key={column.id} className="flex min-w-0 items-baseline justify-between gap-2">
                <dt className="shrink-0 text-xs text-ink-3">{column.header}</dt>
                <dd className="num min-w-0 truncate text-right">{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
