"use client";
import { useState } from "react";
import { useHotkeys } from "#components/shell/use-hotkeys.ts";

export interface RowKeysOptions<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** Brings the row into view. */
  readonly onMove: (index: number) => void;
}

/** j and k move through the rows, Enter opens, Esc lets go. Returns the row in focus, -1 for none; it follows its row. */
export function useRowKeys<Row>({ rows, rowKey, onOpen, onMove }: RowKeysOptions<Row>): number {
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const focused = focusedKey === null ? -1 : rows.findIndex((row) => rowKey(row) === focusedKey);
  const move = (step: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, focused + step));
    const row = rows[index];
    if (!row) return;
    setFocusedKey(rowKey(row));
    onMove(index);
  };
  const current = rows[focused];
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    ...(current ? { Enter: () => onOpen(current), Escape: () => setFocusedKey(null) } : {}),
  });
  return focused;
}
