"use client";
import { Columns3 } from "lucide-react";
import type { ReactNode } from "react";
import { RowsDownload } from "#components/export/rows-download.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { Column } from "./column.ts";

export interface TableToolsProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly hidden: readonly string[];
  readonly onHide: (hidden: string[]) => void;
  /** In place of the file of the rows at hand. */
  readonly download?: ReactNode;
}

/** Which columns to show, and the rows as a file with the exact values behind the figures. */
export function TableTools<Row>({ name, columns, rows, hidden, onHide, download: other }: TableToolsProps<Row>) {
  const optional = columns.filter(({ isTitle, header }) => !isTitle && header !== "");
  const exported = columns.filter(({ id, sortValue, csvValue }) => !hidden.includes(id) && (csvValue ?? sortValue));
  const lines = () =>
    rows.map((row) => exported.map(({ csvValue, sortValue }) => cellOf((csvValue ?? sortValue)?.(row))));
  return (
    <div className="flex justify-end gap-1 px-3 pb-1.5">
      <Popover
        label="Columns"
        align="end"
        className="w-52"
        trigger={
          <Button variant="quiet">
            <Columns3 size={14} aria-hidden />
            Columns
          </Button>
        }
      >
        <ul>
          {optional.map(({ id, header }) => (
            <li key={id}>
              <label className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover">
                <input
                  type="checkbox"
                  className="size-3.5 accent-accent"
                  checked={!hidden.includes(id)}
                  onChange={({ target }) =>
                    onHide(target.checked ? hidden.filter((other) => other !== id) : [...hidden, id])
                  }
                />
                {header}
              </label>
            </li>
          ))}
        </ul>
      </Popover>
      {other}
      {other === undefined && exported.length > 0 && (
        <RowsDownload
          name={name}
          columns={exported.map(({ header, align }) => ({ name: header, isFigure: align === "right" }))}
          rows={lines}
        />
      )}
    </div>
  );
}

function cellOf(value: number | bigint | string | null | undefined): string | number | null {
  return typeof value === "bigint" ? value.toString() : (value ?? null);
}
