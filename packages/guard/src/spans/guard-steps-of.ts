import type { GuardStep } from "../guard-step.ts";
import { guardStepOf } from "./guard-step-of.ts";
import type { StepSource } from "./step-source.ts";

export interface WatchedStep {
  readonly step: GuardStep;
  readonly source: StepSource;
}

/** The steps among some spans, in order of their end: exporters sort by tracer, not by time. */
export function guardStepsOf(sources: readonly StepSource[]): readonly WatchedStep[] {
  const steps: WatchedStep[] = [];
  for (const source of sources) {
    const step = guardStepOf(source);
    if (step !== null) steps.push({ step, source });
  }
  return steps.sort((left, right) => left.step.endMs - right.step.endMs);
}
