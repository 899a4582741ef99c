import { ADJUSTMENT_COLUMNS } from "./adjustment-columns.ts";
import type { Column } from "./column.ts";
import { SPAN_COLUMNS } from "./span-columns.ts";
import { SPAN_CONTENT_COLUMNS } from "./span-content-columns.ts";

/** Tables that are fed with RowBinary, and the columns of each in that order. */
export const ROW_TABLES = {
  spans: SPAN_COLUMNS,
  span_content: SPAN_CONTENT_COLUMNS,
  adjustments: ADJUSTMENT_COLUMNS,
} as const satisfies Record<string, readonly Column[]>;

export type RowTable = keyof typeof ROW_TABLES;
