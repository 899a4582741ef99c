import type { FrontierState } from "@spanledger/ledger";

/** A signed state of a log, as it was published. */
export interface StoredCheckpoint {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

/** One of the keys that signed a log; `toSize` is null for the one in use. */
export interface LogKey {
  readonly vkey: string;
  readonly fromSize: number;
  readonly toSize: number | null;
  readonly reason: string;
}

/** One record as it is stored. */
export interface LedgerRow {
  readonly index: number;
  /** The 96 bytes. */
  readonly entry: Buffer;
  /** The line that the entry hashes; null once it has expired. */
  readonly body: Buffer | null;
  /** null when none are stored. */
  readonly openings: OpeningLine | null;
}

/** What may be opened of a record. */
export interface OpeningLine {
  /** Names, sorted. */
  readonly fields: readonly string[];
  /** `{"d":{"input":"<disclosure>"},"i":250}` with just these fields, without a newline. */
  readonly line: Buffer;
}

/** An erasure as `erasures.jsonl` states it: records `first` to `last`, some fields or all content. */
export interface ErasureLine {
  readonly first: number;
  readonly last: number;
  readonly fields?: readonly string[];
  /** The whole body is gone. */
  readonly body?: boolean;
  /** Index of the record that logged it. */
  readonly event: number;
  readonly basis: string;
  /** UTC microseconds. */
  readonly doneUs: number;
}

/** An RFC 3161 time stamp over a checkpoint. */
export interface StampedCheckpoint extends StoredCheckpoint {
  /** TimeStampResp, DER. */
  readonly response: Buffer;
}

/** A log of the project, with what an export of the records `start` to `end` needs of it. */
export interface ExportLog {
  readonly origin: string;
  readonly keys: readonly LogKey[];
  readonly start: StoredCheckpoint;
  readonly end: StoredCheckpoint;
  readonly latest: StoredCheckpoint;
  /** The tree at `start`; null when it is not stored: then the log is hashed from its first record on. */
  readonly frontier: FrontierState | null;
  readonly erasures: readonly ErasureLine[];
  /** Records that matter and that the range does not show: erasures, holds, amendments, key rotations. */
  readonly events: readonly number[];
  /** Records to prove one by one, such as incidents; inside of the range. */
  readonly proofs: readonly number[];
  readonly timestamps: readonly StampedCheckpoint[];
  /** Rows from `from` (inclusive) to `to` (exclusive), in order, in batches. */
  readonly read: (from: number, to: number) => AsyncIterable<readonly LedgerRow[]>;
}
