import type { ReactNode } from "react";

export type SortValue = number | bigint | string | null;

/** A column of a table on wide screens and a labelled line of a card on narrow ones. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** One line that explains the figure. */
  readonly hint?: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable; null is what is not known. */
  readonly sortValue?: (row: Row) => SortValue;
  /** What a CSV has, when it is not the sort value; a column with neither is left out. */
  readonly csvValue?: (row: Row) => SortValue;
  readonly align?: "left" | "right";
  /** The card's heading instead of a line. */
  readonly isTitle?: boolean;
  /** A whole line of the card instead of half of one. */
  readonly isWide?: boolean;
  readonly className?: string;
}
