import { encodeAdjustmentRow } from "./encode-adjustment-row.ts";
import { encodeSpanContentRow } from "./encode-span-content-row.ts";
import { encodeSpanRow } from "./encode-span-row.ts";
import type { AdjustmentRow } from "./adjustment-row.ts";
import { RowBinaryWriter } from "./row-binary-writer.ts";
import type { SpanContentRow } from "./span-content-row.ts";
import type { SpanRow } from "./span-row.ts";

/** Rows of `spans` as RowBinary. */
export function encodeSpanRows(rows: readonly SpanRow[]): Uint8Array {
  return encodeAll(rows, encodeSpanRow);
}

/** Rows of `span_content` as RowBinary. */
export function encodeSpanContentRows(rows: readonly SpanContentRow[]): Uint8Array {
  return encodeAll(rows, encodeSpanContentRow);
}

/** Rows of `adjustments` as RowBinary. */
export function encodeAdjustmentRows(rows: readonly AdjustmentRow[]): Uint8Array {
  return encodeAll(rows, encodeAdjustmentRow);
}

/** Encoding is synchronous, so one buffer serves every call and only the result is allocated. */
const shared = new RowBinaryWriter();

function encodeAll<Row>(rows: readonly Row[], encode: (writer: RowBinaryWriter, row: Row) => void): Uint8Array {
  shared.reset();
  for (const row of rows) encode(shared, row);
  return shared.toBytes();
}
