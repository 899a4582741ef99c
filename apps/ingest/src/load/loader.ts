import type { RowTable } from "@spanledger/clickhouse";
import type { SealedSegment } from "../spool/spool.ts";

/** The part of the Store that loading needs. */
export interface RowStore {
  /** Resolves when the rows are queryable; the same token twice stores them once, in the table and in its views. */
  loadRows(load: {
    readonly table: RowTable | "ledger_entries";
    readonly columns?: readonly string[];
    readonly source: { readonly path: string };
    readonly token: string;
  }): Promise<void>;
}

export interface LoadedSegment {
  readonly name: string;
  readonly rows: { readonly [Table in RowTable]: number };
  readonly bytes: number;
  /** From the first commit to queryable, in milliseconds. */
  readonly lagMs: number;
  /** How long ClickHouse took, in milliseconds. */
  readonly tookMs: number;
}

export interface LoaderStats {
  readonly segments: number;
  readonly spans: number;
  readonly bytes: number;
  readonly retries: number;
  /** Lag of the segment loaded last; null before the first. */
  readonly lastLagMs: number | null;
  /** Why the current segment is not in yet, or null. */
  readonly failing: string | null;
}

export type LoadEvent =
  | {
      readonly kind: "retrying";
      readonly segment: SealedSegment;
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: Error;
    }
  | { readonly kind: "segment_gone"; readonly segment: string }
  | { readonly kind: "recovered"; readonly segment: SealedSegment; readonly attempts: number };

export interface Loader {
  /** Resolves once everything that the spool holds at this moment is queryable, or the loader was stopped. */
  caughtUp(): Promise<void>;
  stats(): LoaderStats;
  /**
   * Runs a task while nothing is being loaded. It is told the segment up to which everything of this run is queryable: of
   * what came later nothing is. Waits as long as ClickHouse takes for the segment under way.
   */
  still<T>(task: (loadedThrough: number) => Promise<T>): Promise<T>;
  /** Ends after the spool is sealed and empty, or at the deadline; what is left is loaded at the next start. */
  stop(deadlineMs: number): Promise<void>;
}
