/** One row of `ledger_entries`: the keys are its columns. */
export interface LedgerEntryRow {
  readonly project: string;
  readonly log: string;
  readonly idx: number;
  /** 96 bytes. */
  readonly entry: Uint8Array;
  /** JCS as UTF-8. */
  readonly body: Uint8Array;
  /** Microseconds UTC, as in the entry. */
  readonly logged_at: number;
  readonly end_time: number;
  readonly kind: string;
  readonly sys: string;
  /** 16 and 8 bytes; zeros for none. */
  readonly trace_id: Uint8Array;
  readonly span_id: Uint8Array;
  readonly writer: string;
  readonly seq: bigint;
  readonly record_id: string;
  readonly segment: string;
}
