import type { SealedSegment } from "../spool/spool.ts";
import type { ParsedSegment } from "../spool/parse-segment.ts";
import type { LogRecord } from "./log-record.ts";

/** A segment's records with their places, and what makes these places final. */
export interface PreparedRecords {
  readonly rows: number;
  /** Rows of `ledger_entries`, RowBinary. */
  readonly bytes: Uint8Array;
  /** Call once the rows are queryable: makes the head durable, then signs what is due. */
  readonly seal: () => Promise<void>;
}

/** Writes the logs of one spool folder: one per project. The folder's lock keeps other writers away. */
export interface LogWriter {
  /** Name of its logs. */
  readonly log: () => string;
  /** Sealed records by project. */
  sizes(): ReadonlyMap<string, number>;
  /** Leaf hashes as they were when the records were sealed, 32 bytes each; fewer when they are not there. */
  leaves(project: string, from: number, to: number): Promise<Buffer>;
  /** The records of a segment; null when it has none, or when they were sealed before. */
  prepare(segment: SealedSegment, parsed: ParsedSegment): Promise<PreparedRecords | null>;
  /** What the logs say of themselves at a start and while nothing happens. */
  controls(event: "start" | "heartbeat"): readonly LogRecord[];
  /** `projects` may have records that are not loaded yet. */
  stops(projects: ReadonlySet<string>): readonly LogRecord[];
  /** Signs the heads that have grown and were not signed for a while (or all that have grown). */
  sign(which: "due" | "all"): Promise<void>;
}
