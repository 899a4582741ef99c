import type { Draft } from "./finding.ts";
import type { GuardLimits } from "./guard-limits.ts";
import type { GuardStep } from "./guard-step.ts";
import type { LoopLimits } from "./loop-limits.ts";
import type { Novelty } from "./novelty.ts";
import type { TraceFacts } from "./trace-facts.ts";

/** One rule's memory of one trace: takes every step, gives a finding when the step proves one. */
export type Rule<Limits extends LoopLimits = GuardLimits, Step = GuardStep> = (
  step: Step,
  facts: TraceFacts<Limits>,
  novelty: Novelty,
) => Draft | null;

/** A step as the rules remember it. */
export interface Mark {
  readonly startMs: number;
  readonly spanId: string;
}
