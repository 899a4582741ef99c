import type { Finding, GuardLimits } from "@spanledger/guard";
import type { StepSource } from "@spanledger/guard/spans";
import type { SeenStop } from "./record-stop.ts";
import type { RecordedSpan } from "../process/processor.ts";

/** A finding and whose it is. */
export interface Sighting {
  readonly projectId: string;
  readonly feature: string;
  readonly tenant: string;
  readonly agent: string;
  readonly finding: Finding;
}

/** The runaway rules over the stream of spans. */
export interface Watch {
  /**
   * Takes from spans what the rules have to know; call what it returns once they are on disk. They are looked at when the
   * running answer is out. Never throws.
   */
  readonly observe: (spans: readonly RecordedSpan[]) => () => void;
  /** Takes what an earlier run has seen, without telling anybody of findings. */
  readonly recall: (projectId: string, sources: readonly StepSource[]) => void;
  readonly stats: () => WatchStats;
}

export interface WatchStats {
  readonly traces: number;
  readonly waitingSpans: number;
  /** Spans that were not looked at because too many were waiting: the sweep sees them. */
  readonly skippedSpans: number;
}

export interface WatchOptions {
  readonly limitsFor: (projectId: string, feature: string) => GuardLimits;
  readonly onFinding: (sighting: Sighting) => void;
  /** The breaker in the app has refused a call of the trace. */
  readonly onStopped?: (stop: SeenStop) => void;
  readonly onError: (error: unknown) => void;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly maxTraces?: number;
  /** A trace is forgotten this long after its last span. */
  readonly maxIdleMs?: number;
}
