import type { GuardLimits } from "./guard-limits.ts";
import type { LoopLimits } from "./loop-limits.ts";
import type { Stretch } from "./waits-of.ts";

/** What the rules share about their trace. */
export interface TraceFacts<Limits extends LoopLimits = GuardLimits> {
  limits: Limits;
  modelCalls: number;
  toolCalls: number;
  tokens: number;
  costPicoUsd: bigint;
  pricedCalls: number;
  firstMs: number;
  lastMs: number;
  /** Rises with each result or answer that was not seen before. */
  novelty: number;
  /** Rises with each new result, and each new answer that ended a turn. */
  work: number;
  /** Rises with each new answer that ended a turn: what happened before is another task. */
  turn: number;
  /** When the last new results came, UTC milliseconds, newest last. */
  readonly workedAtMs: number[];
  /** When models were at work lately, in order of start. */
  readonly models: Stretch[];
}

export function startFacts<Limits extends LoopLimits>(limits: Limits): TraceFacts<Limits> {
  return {
    limits,
    modelCalls: 0,
    toolCalls: 0,
    tokens: 0,
    costPicoUsd: 0n,
    pricedCalls: 0,
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: 0,
    novelty: 0,
    work: 0,
    turn: 0,
    workedAtMs: [],
    models: [],
  };
}
