import type { Draft } from "./finding.ts";
import type { GuardStep } from "./guard-step.ts";
import type { Novelty } from "./novelty.ts";
import type { TraceFacts } from "./trace-facts.ts";

/** One rule's memory of one trace: takes every step, gives a finding when the step proves one. */
export type Rule = (step: GuardStep, facts: TraceFacts, novelty: Novelty) => Draft | null;

/** A step as the rules remember it. */
export interface Mark {
  readonly startMs: number;
  readonly spanId: string;
}
