import type { AdjustmentRow, Store } from "@spanledger/clickhouse";
import type { CostSource, PriceBook } from "@spanledger/telemetry";
import type { TouchedTrace } from "../process/processor.ts";

export interface ReconcilerOptions {
  readonly store: Store;
  /** Resolves when the entries are durable; they may become readable later. */
  readonly append: (entries: readonly AdjustmentRow[]) => Promise<void>;
  /** Name of this process run. */
  readonly writer: string;
  readonly priceBookFor: (projectId: string) => PriceBook;
  readonly costSourceFor?: (projectId: string) => CostSource;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** A roll-up that is the only carrier of usage is booked when its trace had no new span for so long. */
  readonly quietMs: number;
  /** How long rows may take from acknowledged to readable before a trace is judged without them. Default 10 minutes. */
  readonly maxLoadLagMs?: number;
  /** Between two looks for traces of other processes. Default 15 s on a server, 60 s embedded. */
  readonly sweepMs?: number;
  /** How far a sweep looks back. Default 1 hour. */
  readonly sweepWindowMs?: number;
  /** How far the first sweep after a start looks back. Default 6 hours. */
  readonly startWindowMs?: number;
  /** How long a trace's spans are looked for. Default 48 hours. */
  readonly lateSpanMs?: number;
  readonly onEvent?: (event: ReconcilerEvent) => void;
}

export type ReconcilerEvent =
  | { readonly kind: "adjusted"; readonly traces: number; readonly entries: number }
  | { readonly kind: "failed"; readonly error: Error };

export interface Round {
  readonly judged: number;
  readonly entries: number;
}

export interface ReconcilerStats {
  readonly queued: number;
  readonly judged: number;
  readonly entries: number;
  readonly failures: number;
  /** False while another process reconciles. */
  readonly isActive: boolean;
}

export interface Reconciler {
  /** Asks for traces to be judged once their newest row is readable. */
  touch(traces: readonly TouchedTrace[]): void;
  /** Judges what is due. */
  round(): Promise<Round>;
  /** Queues the unsettled traces of the last `windowMs`, and takes out calls that another trace has billed. */
  sweep(windowMs: number): Promise<number>;
  /** Milliseconds until the next queued trace is due; null when nothing waits. */
  nextDueMs(): number | null;
  /** Sweeps the last hours, then works until stopped. */
  start(): void;
  /** Ends after the round in progress. */
  stop(): Promise<void>;
  stats(): ReconcilerStats;
}
