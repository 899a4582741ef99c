"use client";
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type RowData,
  type SortingState,
} from "@tanstack/react-table";
import { useMemo, useState, type ReactNode } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";
import { CardList } from "./card-list.tsx";
import type { Column } from "./column.ts";
import { compareValues } from "./compare-values.ts";
import { HeaderCell } from "./header-cell.tsx";
import { TableRow } from "./table-row.tsx";
import { TableTools } from "./table-tools.tsx";
import { useHiddenColumns } from "./use-hidden-columns.ts";
import { useVirtualRows } from "./use-virtual-rows.ts";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export interface DataTableProps<Row extends RowData> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** "spend" ascending, "-spend" descending. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly onOpen?: (row: Row) => void;
  /** Rows that stay at the end whatever the order: other, total. */
  readonly footer?: readonly { readonly key: string; readonly row: Row; readonly strong: boolean }[];
  readonly empty?: ReactNode;
  /** Adds the choice of columns and the CSV; also the name under which the choice is kept and the file is stored. */
  readonly tools?: string;
  /** A download in place of that CSV. */
  readonly download?: ReactNode;
}

/** Longer tables draw only the rows in view. */
const VIRTUAL_FROM = 80;

/** Sortable table with j/k/Enter; at phone width each row is a card. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { rows, rowKey, sort = "", onSort, onOpen, tools } = props;
  const [hidden, setHidden] = useHiddenColumns(tools);
  const columns = useMemo(
    () => (hidden.length === 0 ? props.columns : props.columns.filter(({ id }) => !hidden.includes(id))),
    [props.columns, hidden],
  );
  const [focused, setFocused] = useState(-1);
  const sorting: SortingState = sort === "" ? [] : [{ id: sort.replace(/^-/, ""), desc: sort.startsWith("-") }];
  const definitions = useMemo(() => columns.map((column) => definition(column)), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, state: { sorting }, getRowId: rowKey });
  const sorted = table.getRowModel().rows.map(({ original }) => original);
  const move = (step: number) => setFocused((index) => Math.max(0, Math.min(sorted.length - 1, index + step)));
  const current = sorted[focused];
  const keys = { j: () => move(1), k: () => move(-1), Escape: () => setFocused(-1) };
  useHotkeys(onOpen ? { ...keys, ...(current ? { Enter: () => onOpen(current) } : {}) } : {});
  const isLong = sorted.length > VIRTUAL_FROM;
  const VirtualRows = useVirtualRows(isLong);
  const rowCount = isLong ? sorted.length + 1 : undefined;
  if (rows.length === 0 && props.empty !== undefined) return props.empty;
  return (
    <>
      {tools !== undefined && (
        <TableTools
          name={tools}
          columns={props.columns}
          rows={sorted}
          hidden={hidden}
          onHide={setHidden}
          {...(props.download === undefined ? {} : { download: props.download })}
        />
      )}
      <div className="hidden overflow-x-auto md:block">
        <table className="w-full border-collapse" aria-label={props.label} aria-rowcount={rowCount}>
          <thead className="border-y bg-sunken text-xs text-ink-2">
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} {...(onSort ? { onSort } : {})} />
              ))}
            </tr>
          </thead>
          {VirtualRows ? (
            // oxlint-disable-next-line react/static-components -- loaded once, then the same component for good
            <VirtualRows
              columns={columns}
              rows={sorted}
              rowKey={rowKey}
              focused={focused}
              {...(onOpen ? { onOpen } : {})}
            />
          ) : (
            <tbody className="divide-y">
              {sorted.slice(0, VIRTUAL_FROM).map((row, index) => (
                <TableRow
                  key={rowKey(row)}
                  columns={columns}
                  row={row}
                  isFocused={index === focused}
                  {...(onOpen ? { onOpen } : {})}
                />
              ))}
            </tbody>
          )}
          {props.footer && props.footer.length > 0 && (
            <tfoot className="divide-y border-t-2 border-line-strong">
              {props.footer.map(({ key, row, strong }) => (
                <TableRow key={key} columns={columns} row={row} isFocused={false} isStrong={strong} />
              ))}
            </tfoot>
          )}
        </table>
      </div>
      <CardList {...props} columns={columns} rows={sorted} />
    </>
  );
}

function definition<Row extends RowData>(column: Column<Row>) {
  const value = column.sortValue;
  return {
    id: column.id,
    accessorFn: (row: Row) => value?.(row) ?? null,
    enableSorting: value !== undefined,
    sortUndefined: false as const,
    sortFn: (a: { original: Row }, b: { original: Row }) =>
      compareValues(value?.(a.original) ?? null, value?.(b.original) ?? null),
  };
}
