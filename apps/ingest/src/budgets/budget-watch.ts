import type { AdjustmentRow, Store } from "@spanledger/clickhouse";
import type { Loader } from "../load/loader.ts";
import type { RecordedSpan } from "../process/processor.ts";
import type { BudgetBook, Touched } from "./budget-book.ts";

export interface BudgetWatchOptions {
  readonly store: Store;
  readonly loader: Pick<Loader, "still" | "caughtUp">;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Between two counts of the stored rows. Default 60 s, with other processes about (a server) 5 s. */
  readonly recountMs?: number;
  readonly onError?: (error: unknown) => void;
}

/** Keeps what every budget has spent: live, and put right by the stored spans and adjustments again and again. */
export interface BudgetWatch {
  readonly book: BudgetBook;
  /** Spans on their way to the disk; call what it returns once they are there, in a segment of the spool. Quick; never throws. */
  observe(spans: readonly RecordedSpan[]): (segment: number) => void;
  /** Corrections that are on disk. */
  adjust(rows: readonly AdjustmentRow[], segment: number): void;
  /** Told of accounts that changed, soon after. */
  onTouched(listener: (touched: readonly Touched[]) => void): void;
  /** Told that all may have changed: another period, other budgets, a new count. */
  onCounted(listener: () => void): void;
  /** Units per dollar in 10^-12 on a UTC day, as last read. */
  rateOf(projectId: string, currency: string, day: number): bigint | null;
  /** Looks for changed settings, new periods and whether a count is due. */
  tick(): Promise<void>;
  /** Counts the stored rows now. */
  recount(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}
