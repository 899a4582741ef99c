import { decodeEntry, LOG_SYSTEM } from "@spanledger/ledger";
import type { LedgerRow } from "../log/export-log.ts";
import { tallySource } from "./tally-source.ts";
import { tallyRecord } from "./tally-record.ts";
import { emptyTally, type Tally } from "./tally.ts";
import type { StoredRecord } from "./stored-record.ts";

export interface TallyMaker {
  /** Counts one row of the range; `isOurs` when it is a record of the system. */
  readonly visit: (row: LedgerRow, isOurs: boolean) => void;
  readonly result: () => Tally;
}

/** Counts what the report says, while the export is written: nothing is read twice. */
export function createTally(): TallyMaker {
  const tally = emptyTally();
  return {
    visit(row, isOurs) {
      const decoded = decodeEntry(row.entry);
      if (decoded.status === "malformed") return;
      const { entry } = decoded;
      tally.oldestLoggedUs = Math.min(tally.oldestLoggedUs, entry.loggedAtUs);
      const record = row.body === null ? null : (JSON.parse(row.body.toString("utf8")) as StoredRecord);
      if (isOurs && record === null) tally.expired += 1;
      if (record === null) return;
      tallySource(tally, record);
      if (isOurs) tallyRecord(tally, { record, entry });
      else if (record.sys === LOG_SYSTEM) tallyControl(tally, record, entry.loggedAtUs);
    },
    result: () => tally,
  };
}

/** What the log says of itself: outages are counted whatever the system. */
function tallyControl(tally: Tally, record: StoredRecord, loggedAtUs: number): void {
  const named = record.d?.["event"];
  const event = record.kind === "control" && typeof named === "string" ? named : record.kind;
  tally.control.set(event, (tally.control.get(event) ?? 0) + 1);
  if (event === "start") tally.starts.push(loggedAtUs);
  if (event === "stop") tally.stops.push(loggedAtUs);
}
