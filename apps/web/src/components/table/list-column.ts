import type { ReactNode } from "react";

/** A column of a virtual list. */
export interface ListColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isRight?: boolean;
  readonly hint?: string;
}

/** How the rows of a virtual list look and open. */
export interface ListRows<Row> {
  readonly columns: readonly ListColumn<Row>[];
  /** The row at phone width. */
  readonly card: (row: Row) => ReactNode;
  /** A second line of a row. */
  readonly note?: (row: Row) => ReactNode;
  readonly onOpen: (row: Row) => void;
  readonly isNew?: (row: Row) => boolean;
}

/** Heights in pixels: fixed, so that a row's place is known without drawing it. */
export const ROW_HEIGHT = 38;
export const CARD_HEIGHT = 76;
export const NOTE_HEIGHT = 22;
