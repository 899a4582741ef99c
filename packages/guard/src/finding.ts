export type RunawayRule =
  | "same_call"
  | "cycle"
  | "ping_pong"
  | "failure_streak"
  | "retry_storm"
  | "empty_results"
  | "repeated_text"
  | "replanning"
  | "context_growth"
  | "output_growth"
  | "fan_out"
  | "steps"
  | "depth"
  | "tokens"
  | "cost"
  | "cost_over_usual"
  | "cost_per_minute";

export type Severity = "warning" | "critical";

/** Why a trace is called a runaway. */
export interface Finding {
  readonly traceId: string;
  readonly rule: RunawayRule;
  readonly severity: Severity;
  /** A plain English sentence with the counts, free of content but for tool and agent names. */
  readonly sentence: string;
  readonly firstSpanId: string;
  /** In order of time, at most 32. */
  readonly spanIds: readonly string[];
  readonly count: number;
  /** UTC milliseconds: the end of the span that proves it. */
  readonly atMs: number;
  /** Of the whole trace so far, pico-dollars: the part that has a price. */
  readonly spentPicoUsd: bigint;
  /**
   * What the trace would go on to cost: its last calls' mean price for as many calls as fit into ten more minutes at the
   * pace of the loop, at most 100. null without a priced call.
   */
  readonly avoidedPicoUsd: bigint | null;
}

/** A finding before the trace's money is added. */
export interface Draft {
  readonly rule: RunawayRule;
  readonly severity: Severity;
  readonly sentence: string;
  readonly spanIds: readonly string[];
  readonly count: number;
}
