/** Thresholds of the rules that find loops. null switches a rule off. */
export interface LoopLimits {
  /** Calls that are further apart are not counted together. */
  readonly windowMs: number;
  /** Calls of one tool with the same arguments and the same result, at an even pace. */
  readonly sameCalls: number | null;
  /** The same with pauses that grow: polling with back-off. */
  readonly polledCalls: number | null;
  /** Calls of one tool with the same arguments, whatever they return. */
  readonly sameArguments: number | null;
  /** Full rounds of a cycle of two to six calls. */
  readonly cycleRounds: number | null;
  /** Failures of one tool in a row, unchanged and without growing pauses. */
  readonly toolFailures: number | null;
  /** Rejected model calls in a row, without growing pauses. */
  readonly modelFailures: number | null;
}

/** Silent on polling with back-off, retries that succeed and pagination. */
export const DEFAULT_LOOP_LIMITS: LoopLimits = {
  windowMs: 3_600_000,
  sameCalls: 6,
  polledCalls: 20,
  sameArguments: 40,
  cycleRounds: 3,
  toolFailures: 6,
  modelFailures: 6,
};
