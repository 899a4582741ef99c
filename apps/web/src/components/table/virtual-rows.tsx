"use client";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Column } from "./column.ts";
import { TableRow } from "./table-row.tsx";

const ROW_HEIGHT = 37;

export interface VirtualRowsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly focused: number;
  readonly onOpen?: (row: Row) => void;
}

/** A table body of any length: only the rows in view are there, and two empty rows keep the place of the others. */
export function VirtualRows<Row>({ columns, rows, rowKey, focused, onOpen }: VirtualRowsProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    setScrollMargin((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [rows.length]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are only called while drawing
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 15,
    scrollMargin,
    initialRect: { width: 1280, height: 900 },
  });
  useEffect(() => {
    if (focused >= 0) virtualizer.scrollToIndex(focused, { align: "auto" });
  }, [focused, virtualizer]);
  const shown = virtualizer.getVirtualItems();
  const before = (shown[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <tbody ref={body} className="divide-y" data-rows={rows.length}>
      <Gap height={before} span={columns.length} />
      {shown.flatMap(({ index }) => {
        const row = rows[index];
        if (row === undefined) return [];
        return [
          <TableRow
            key={rowKey(row)}
            columns={columns}
            row={row}
            isFocused={index === focused}
            position={index + 2}
            {...(onOpen ? { onOpen } : {})}
          />,
        ];
      })}
      <Gap height={after} span={columns.length} />
    </tbody>
  );
}

function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}
