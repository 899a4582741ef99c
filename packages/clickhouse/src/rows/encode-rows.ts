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
  return withRowWriter((writer) => {
    for (const row of rows) encode(writer, row);
  });
}

/** What `write` writes. For rows that are not made into objects first. */
export function withRowWriter(write: (writer: RowBinaryWriter) => void): Uint8Array {
  shared.reset();
  write(shared);
  return shared.toBytes();
}
