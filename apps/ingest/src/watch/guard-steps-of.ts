import type { GuardStep } from "@spanledger/guard";
import type { RecordedSpan } from "../process/processor.ts";
import { guardStepOf } from "./guard-step-of.ts";

/** The steps among the spans of one request, in order of their end: exporters sort by tracer, not by time. */
export function guardStepsOf(spans: readonly RecordedSpan[]): readonly GuardStep[] {
  const steps: GuardStep[] = [];
  for (const span of spans) {
    const step = guardStepOf(span);
    if (step !== null) steps.push(step);
  }
  return steps.sort((left, right) => left.endMs - right.endMs);
}
