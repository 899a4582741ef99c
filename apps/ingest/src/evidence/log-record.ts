import type { RecordKind } from "@spanledger/ledger";

/** A record on its way from a request to its place in the log, as the spool keeps it. Times are microseconds UTC. */
export interface LogRecord {
  readonly project: string;
  readonly kind: RecordKind;
  /** Not real traffic. */
  readonly test: boolean;
  readonly startUs: number;
  readonly endUs: number;
  /** Id of the system; its scope tag goes into the entry. */
  readonly sys: string;
  /** 32 and 16 hex digits, "" for none. */
  readonly traceId: string;
  readonly spanId: string;
  /** The row of `spans` it speaks of; "" and 0n for none. */
  readonly writer: string;
  readonly seq: bigint;
  /** Id of a record that no span brought, "" otherwise. */
  readonly recordId: string;
  /** JCS. Where it must name the record before it, `TARGET_MARK` stands for that index. */
  readonly body: string;
}

/** A body cannot contain it by itself: control characters are escaped in JSON. */
export const TARGET_MARK = "\u0001";
