"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { cn } from "#lib/class-names.ts";
import { useIsNarrow } from "#lib/use-is-narrow.ts";
import { CARD_HEIGHT, NOTE_HEIGHT, ROW_HEIGHT, type ListColumn, type ListRows } from "./list-column.ts";
import { ListRow } from "./list-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";

export interface VirtualListProps<Row> extends ListRows<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The last rows are near. */
  readonly onEnd?: () => void;
  readonly onTop?: (isAtTop: boolean) => void;
  /** More rows may follow. */
  readonly isOpenEnded?: boolean;
}

const NEAR_END = 15;
const TOP_PX = 8;

/** A long table of which only the rows in view exist. j/k move, Enter opens, Esc lets go of the row. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { columns, rows, rowKey, onEnd, onTop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const height = (isNarrow ? CARD_HEIGHT : ROW_HEIGHT) + (props.note ? NOTE_HEIGHT : 0);
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
  const show = (index: number) => virtual.scrollToIndex(index, { align: "auto" });
  const focused = useRowKeys({ rows, rowKey, onOpen: props.onOpen, onMove: show });
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
      <ListHead columns={columns} template={template} />
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <ListRow
              key={rowKey(row)}
              list={props}
              row={row}
              place={{ index, start, height }}
              template={isNarrow ? null : template}
              isFocused={index === focused}
            />
          );
        })}
      </div>
    </div>
  );
}

function ListHead<Row>({
  columns,
  template,
}: {
  readonly columns: readonly ListColumn<Row>[];
  readonly template: string;
}) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 hidden border-b bg-sunken text-xs text-ink-2 md:block">
      <div role="row" aria-rowindex={1} className="grid gap-3 px-4" style={{ gridTemplateColumns: template }}>
        {columns.map(({ id, header, hint, isRight }) => (
          <span key={id} role="columnheader" title={hint} className={cn("py-2 font-medium", isRight && "text-right")}>
            {header}
          </span>
        ))}
      </div>
    </div>
  );
}
