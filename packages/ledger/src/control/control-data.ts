/** System id of the records that a log keeps about itself; their scope tag is `scopeTag(project, LOG_SYSTEM)`. */
export const LOG_SYSTEM = "spanledger:log";

/** Format of a log, written in its first leaf. */
export const LOG_FORMAT = "trace-log/1";

/** `d` of a control record: what happened to the log itself. Times are microseconds, sizes and counts are leaves. */
export type ControlData =
  | GenesisData
  /** A writer took the log over; `epoch` is its fence and grows with every start. */
  | { readonly event: "start"; readonly epoch: number; readonly ver: string }
  /** The writer closed the log in order. A start without a stop before it was a crash. */
  | { readonly event: "stop"; readonly epoch: number }
  /** Written every 60 s while nothing else is: silence in the log means that the writer was down. */
  | { readonly event: "heartbeat"; readonly epoch: number }
  /** Offset may be negative: our clock minus the source's. */
  | { readonly event: "clock"; readonly source: string; readonly offset_us: number; readonly max_err_us: number }
  /** The source `src` never delivered its events `first` to `last`, both inclusive. */
  | { readonly event: "gap"; readonly src: string; readonly first: number; readonly last: number }
  /** Records that a crash left behind unsealed and that could not be appended again. */
  | { readonly event: "tail_discarded"; readonly first: number; readonly count: number }
  /** A setting of the log, such as `log.enabled` or `retention.content_days`. */
  | { readonly event: "config"; readonly key: string; readonly from?: string; readonly to: string }
  | KeyRotationData;

/** Leaf 0 of every log. */
export interface GenesisData {
  readonly event: "genesis";
  readonly format: typeof LOG_FORMAT;
  readonly origin: string;
  readonly vkey: string;
  /** Lateness bound: a record logged longer than this after its end carries the late flag. */
  readonly late_us: number;
  /** Base64 of the last trusted checkpoint of the log that this one replaces. */
  readonly predecessor?: string;
}

/** Signed by the old key: checkpoints of a size above `from_size` may be signed by `vkey`. */
export interface KeyRotationData {
  readonly event: "key_rotation";
  readonly vkey: string;
  readonly from_size: number;
  readonly reason: string;
  /** Until then both keys sign. */
  readonly dual_until_us: number;
}
