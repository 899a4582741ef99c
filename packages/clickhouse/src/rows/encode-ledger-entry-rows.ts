import type { LedgerEntryRow } from "./ledger-entry-row.ts";
import { RowBinaryWriter } from "./row-binary-writer.ts";

/** The columns of `ledger_entries` in the order RowBinary is written. */
export const LEDGER_ENTRY_COLUMNS: readonly (keyof LedgerEntryRow)[] = [
  "project",
  "log",
  "idx",
  "entry",
  "body",
  "logged_at",
  "end_time",
  "kind",
  "sys",
  "trace_id",
  "span_id",
  "writer",
  "seq",
  "record_id",
  "segment",
];

/** Takes rows one by one, so that a segment's records never exist twice in memory. */
export function createLedgerEntryEncoder(): {
  readonly add: (row: LedgerEntryRow) => void;
  /** Everything added, as RowBinary. */
  readonly bytes: () => Uint8Array;
} {
  const writer = new RowBinaryWriter();
  return {
    add(row) {
      writer.string(row.project);
      writer.string(row.log);
      writer.integer64(row.idx);
      writer.fixed(row.entry);
      writer.blob(row.body);
      writer.integer64(row.logged_at);
      writer.integer64(row.end_time);
      writer.string(row.kind);
      writer.string(row.sys);
      writer.fixed(row.trace_id);
      writer.fixed(row.span_id);
      writer.string(row.writer);
      writer.bigint64(row.seq);
      writer.string(row.record_id);
      writer.string(row.segment);
    },
    bytes: () => writer.toBytes(),
  };
}
