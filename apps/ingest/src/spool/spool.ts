import type { RowTable } from "@spanledger/clickhouse";
import type { SpoolFullError } from "./errors.ts";
import type { SpoolFileSystem } from "./file-system.ts";

/** Rows of one table, encoded as RowBinary in the order of its column list. */
export interface EncodedRows {
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** What one request (or one round of the reconciler) adds. It becomes durable and visible as a whole. */
export type SpoolBatch = { readonly [Table in RowTable]?: EncodedRows } & {
  /** Records of the evidence log: `encodeLogRecords`. */
  readonly ledger?: Uint8Array;
};

export interface SpoolOptions {
  /** Folder of this spool alone; made when missing. */
  readonly directory: string;
  /** Name of this process run; part of every deduplication token. */
  readonly writer: string;
  /** Bytes of acknowledged, not yet loaded data after which appends are refused. */
  readonly maxBytes: number;
  /** Milliseconds that acknowledged data may wait to be loaded before appends are refused. Default: for ever. */
  readonly maxLagMs?: number;
  /** A segment is sealed at this size. */
  readonly segmentMaxBytes: number;
  /** A segment is sealed at this age (at most 1,000 ms) when the loader waits for it; while it is busy, segments grow. */
  readonly segmentMaxAgeMs: number;
  /** How long the first request of a group commit waits for others. */
  readonly commitDelayMs: number;
  /** Appends are refused when the disk has less than this left, so that ClickHouse can still take what is spooled. */
  readonly minFreeBytes: number;
  readonly fileSystem?: SpoolFileSystem;
  readonly now?: () => number;
  readonly onEvent?: (event: SpoolEvent) => void;
}

/** Things an operator wants in the log. */
export type SpoolEvent =
  | { readonly kind: "recovered"; readonly segments: number; readonly bytes: number }
  | { readonly kind: "segment_failed"; readonly segment: string; readonly error: Error }
  | { readonly kind: "torn_tail"; readonly segment: string; readonly bytes: number }
  | { readonly kind: "quarantined"; readonly segment: string; readonly path: string; readonly detail: string };

/** A closed segment, ready to be loaded. */
export interface SealedSegment {
  /** `<id>-<writer>`: unique for ever, the same after a crash. */
  readonly name: string;
  readonly id: number;
  readonly writer: string;
  readonly path: string;
  /** Bytes that were acknowledged; what follows them is not read. Infinity when another run wrote it. */
  readonly acknowledgedBytes: number;
  readonly bytes: number;
  /** Milliseconds of the first commit (of the file, when another run wrote it). */
  readonly createdAtMs: number;
}

export interface SpoolStats {
  /** Files waiting to be loaded, the open one included. */
  readonly segments: number;
  readonly bytes: number;
  /** Requests waiting for their fsync. */
  readonly pendingBatches: number;
  readonly pendingBytes: number;
  /** When the oldest data that is not loaded yet was acknowledged, or null. */
  readonly oldestMs: number | null;
  readonly commits: number;
  readonly quarantinedSegments: number;
  readonly diskFull: boolean;
}

export interface Spool {
  /**
   * Resolves once the batch is on disk (fsync). Rejects with SpoolFullError when it cannot be kept
   * (nothing of it is loaded then) and with SpoolClosedError after close. Gives the id of the segment that has it; 0 for
   * an empty batch.
   */
  append(batch: SpoolBatch): Promise<number>;
  /** Why an append would be refused now whatever its size, or null: asked before a body is read. */
  refusal(): SpoolFullError | null;
  /** The oldest sealed segment, waiting for one; null when the spool is sealed and empty. Until released it is given again. */
  take(): Promise<SealedSegment | null>;
  /** Deletes a segment that ClickHouse has confirmed. */
  release(segment: SealedSegment): Promise<void>;
  /** Moves a segment aside that cannot be loaded as it is; its bytes are kept for repair. */
  quarantine(segment: SealedSegment, detail: string): Promise<void>;
  /** Commits what is pending and closes the open segment. Appends are refused from here on. */
  seal(): Promise<void>;
  stats(): SpoolStats;
  /** Seals, and gives the folder free for another process. */
  close(): Promise<void>;
}
