import type { AlertRule, ScopeFilter } from "@spanledger/alerts";
import type { DayRates, Dimension, TimeRange } from "@spanledger/clickhouse";

/** An alert as it is evaluated. */
export interface WatchedRule {
  readonly id: string;
  readonly projectId: string;
  /** The project's: what its money is in. */
  readonly currency: string;
  readonly rule: AlertRule;
}

/** What is asked of the stored calls. */
export interface RuleQuestion {
  readonly range: TimeRange;
  readonly filters: ScopeFilter[];
  readonly each: Dimension | null;
  /** Undefined for US dollars. */
  readonly rates: DayRates | undefined;
}

/** A figure of one value of a fan-out, or of all. */
export interface Figure {
  /** null when it cannot be said. */
  readonly value: number | null;
  readonly calls: number;
}
