import { RowBinaryWriter } from "@spanledger/clickhouse";
import { ENTRY_KINDS } from "@spanledger/ledger";
import type { LogRecord } from "./log-record.ts";

/** Encoding is synchronous, so one buffer serves every call and only the result is allocated. */
const shared = new RowBinaryWriter();

/** The ledger section of a spool batch: see docs/guides/spool-format.md. */
export function encodeLogRecords(records: readonly LogRecord[]): Uint8Array {
  shared.reset();
  for (const record of records) {
    shared.uint8(ENTRY_KINDS[record.kind]);
    shared.uint8(record.test ? 1 : 0);
    shared.integer64(record.startUs);
    shared.integer64(record.endUs);
    shared.fixedHex(record.traceId, 16);
    shared.fixedHex(record.spanId, 8);
    shared.bigint64(record.seq);
    shared.string(record.project);
    shared.string(record.sys);
    shared.string(record.writer);
    shared.string(record.recordId);
    shared.string(record.body);
  }
  return shared.toBytes();
}
