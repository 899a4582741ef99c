import type { Draft } from "../finding.ts";
import type { LoopStep } from "../guard-step.ts";
import { isBackingOff } from "../is-backing-off.ts";
import type { LoopLimits } from "../loop-limits.ts";
import type { Mark, Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";
import { type Stretch, waitsOf } from "../waits-of.ts";

interface Streak {
  arguments: string;
  /** All failed with the same arguments. */
  isUnchanged: boolean;
  work: number;
  lastEndMs: number;
  readonly marks: Mark[];
}

const MAX_TOOLS = 32;
/** A client that waits longer each time, or a tool tried in different ways, gets this many more failures. */
const MORE_IF_PATIENT = 6;
const MORE_IF_CHANGED = 2;

/** A tool that fails again and again, or a provider that rejects call after call. Calls in parallel fail as one. */
export function failures(): Rule<LoopLimits, LoopStep> {
  const streaks = new Map<string, Streak>();
  return (step, { limits, work, models }) => {
    if (step.kind !== "tool" && step.kind !== "model") return null;
    const key = step.kind === "model" ? "" : step.name;
    const limit = step.kind === "model" ? limits.modelFailures : limits.toolFailures;
    if (!step.isError || limit === null) {
      if (step.startMs >= (streaks.get(key)?.lastEndMs ?? 0)) streaks.delete(key);
      return null;
    }
    let streak = streaks.get(key);
    if (streak === undefined || (step.kind === "tool" && streak.work !== work)) streak = begin(step, work);
    else if (step.startMs < streak.lastEndMs) return null;
    else add(streak, step);
    streaks.set(key, streak);
    if (streaks.size > MAX_TOOLS) streaks.clear();
    return isOver(streak, limit, step.kind === "model" ? [] : models) ? draft(step, streak.marks) : null;
  };
}

function begin(step: LoopStep, work: number): Streak {
  return { arguments: step.arguments, isUnchanged: true, work, lastEndMs: step.endMs, marks: [step] };
}

function add(streak: Streak, step: LoopStep): void {
  streak.isUnchanged &&= streak.arguments === step.arguments;
  streak.lastEndMs = step.endMs;
  streak.marks.push({ startMs: step.startMs, spanId: step.spanId });
}

function isOver({ marks, isUnchanged }: Streak, limit: number, models: readonly Stretch[]): boolean {
  if (marks.length < limit) return false;
  const more = isBackingOff(waitsOf(marks, models)) ? MORE_IF_PATIENT : isUnchanged ? 0 : MORE_IF_CHANGED;
  return marks.length >= limit + more;
}

function draft(step: LoopStep, marks: readonly Mark[]): Draft {
  const count = marks.length;
  const span = secondsText(step.endMs - (marks[0]?.startMs ?? 0));
  const spanIds = marks.map(({ spanId }) => spanId);
  const isModel = step.kind === "model";
  const sentence = isModel
    ? `${count} model calls in a row were rejected and repeated in ${span} without waiting longer`
    : `${step.name} failed ${count} times in a row in ${span} and is called again`;
  return { rule: isModel ? "retry_storm" : "failure_streak", severity: "critical", count, spanIds, sentence };
}
