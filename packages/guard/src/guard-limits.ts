import { DEFAULT_LOOP_LIMITS, type LoopLimits } from "./loop-limits.ts";

/** Thresholds of one project or feature. null switches a rule off. */
export interface GuardLimits extends LoopLimits {
  /** Hand-offs between the same agents with no work in between. */
  readonly idleHandoffs: number | null;
  /** Searches of one tool in a row that found nothing. */
  readonly emptyResults: number | null;
  /** Answers in a row with nothing that was not said before. */
  readonly repeatedTexts: number | null;
  /** Plans with no step of work in between. */
  readonly plans: number | null;
  /** Calls without anything new while the prompt doubles. */
  readonly staleCalls: number | null;
  /** How many times longer the answers have become, growing at every call. */
  readonly outputGrowth: number | null;
  /** Parallel calls of one answer from which on a fan-out that keeps growing is a runaway. */
  readonly growingFanOut: number | null;
  /** Parallel calls of one answer, however healthy they look. */
  readonly fanOut: number | null;
  /** Model calls of one trace. */
  readonly steps: number | null;
  /** Agents inside one another. */
  readonly depth: number | null;
  readonly tokens: number | null;
  /** Pico-dollars per trace. */
  readonly costPicoUsd: bigint | null;
  readonly costPerMinutePicoUsd: bigint | null;
  /** Multiple of the feature's own 99th percentile; needs `usualCostPicoUsd`. */
  readonly timesUsualCost: number | null;
  /** The feature's 99th percentile of cost per trace, when enough traces are known. */
  readonly usualCostPicoUsd: bigint | null;
}

const USD = 1_000_000_000_000n;

/** Silent on polling with back-off, retries that succeed, pagination, map-reduce over 100 documents and 60-turn chats. */
export const DEFAULT_GUARD_LIMITS: GuardLimits = {
  ...DEFAULT_LOOP_LIMITS,
  idleHandoffs: 6,
  emptyResults: 7,
  repeatedTexts: 6,
  plans: 5,
  staleCalls: 12,
  outputGrowth: 6,
  growingFanOut: 10,
  fanOut: 200,
  steps: 400,
  depth: 100,
  tokens: 10_000_000,
  costPicoUsd: 50n * USD,
  costPerMinutePicoUsd: 10n * USD,
  timesUsualCost: 10,
  usualCostPicoUsd: null,
};
