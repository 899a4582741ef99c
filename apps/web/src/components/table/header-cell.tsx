import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "#lib/class-names.ts";
import type { Column } from "./column.ts";

export interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly onSort?: (sort: string) => void;
}

export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const direction = sort === column.id ? "ascending" : sort === `-${column.id}` ? "descending" : undefined;
  const isRight = column.align === "right";
  const label = <span title={column.hint}>{column.header}</span>;
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={cn(
        "px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4",
        isRight ? "text-right" : "text-left",
        column.className,
      )}
    >
      {column.sortValue && onSort ? (
        <button
          type="button"
          className={cn("inline-flex items-center gap-1 hover:text-ink", direction && "text-ink")}
          onClick={() => onSort(direction === "descending" ? column.id : `-${column.id}`)}
        >
          {isRight && <SortArrow direction={direction} />}
          {label}
          {!isRight && <SortArrow direction={direction} />}
        </button>
      ) : (
        label
      )}
    </th>
  );
}

function SortArrow({ direction }: { readonly direction: "ascending" | "descending" | undefined }) {
  if (!direction) return null;
  const Icon = direction === "ascending" ? ArrowUp : ArrowDown;
  return <Icon size={11} aria-hidden />;
}
