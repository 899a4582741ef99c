import { createJudge, type Judge } from "./create-judge.ts";
import type { LoopStep } from "./guard-step.ts";
import type { LoopLimits } from "./loop-limits.ts";
import { cycle } from "./rules/cycle.ts";
import { failures } from "./rules/failures.ts";
import { sameCall } from "./rules/same-call.ts";

const RULES = [sameCall, cycle, failures];

/**
 * The rules that find loops of tools, and calls that fail again and again: what a process can tell of its own spans, without prices, percentiles or
 * the sense of answers.
 */
export function createLoopJudge(limits: LoopLimits): Judge<LoopLimits, LoopStep> {
  return createJudge(limits, RULES);
}
