import type { Draft } from "../finding.ts";
import type { LoopStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import { isBackingOff } from "../is-backing-off.ts";
import type { LoopLimits } from "../loop-limits.ts";
import type { Mark, Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";
import { fingerprint } from "../text/fingerprint.ts";
import type { TraceFacts } from "../trace-facts.ts";
import { waitsOf } from "../waits-of.ts";

interface Repeat {
  turn: number;
  /** All calls with these arguments, of this turn. */
  total: number;
  firstMs: number;
  result: string;
  /** Those since the result last changed. */
  readonly marks: Mark[];
}

const MAX_KEYS = 64;
const MAX_MARKS = 32;
/** Pauses as long as these are somebody's patience, not a loop that spins. */
const PATIENT_MS = 10_000;
const NO_ARGUMENTS = fingerprint("{}");

/** One tool called again and again with the same arguments. Failures have their own rule. */
export function sameCall(): Rule<LoopLimits, LoopStep> {
  const repeats = new Map<string, Repeat>();
  return (step, facts) => {
    if (step.kind !== "tool" || step.isError || step.arguments === "" || step.handoffTo !== "") return null;
    const key = `${step.name} ${step.arguments}`;
    const repeat = recall(repeats, key, { step, facts });
    repeat.total++;
    if (repeat.result !== step.result) repeat.marks.length = 0;
    repeat.result = step.result;
    insertByTime(repeat.marks, step, MAX_MARKS);
    return judge(step, repeat, facts);
  };
}

function recall(
  repeats: Map<string, Repeat>,
  key: string,
  { step, facts }: { readonly step: LoopStep; readonly facts: TraceFacts<LoopLimits> },
): Repeat {
  let repeat = repeats.get(key);
  repeats.delete(key);
  const last = repeat?.marks.at(-1);
  const isOver = last === undefined || step.startMs - last.startMs > facts.limits.windowMs;
  if (repeat === undefined || repeat.turn !== facts.turn || isOver)
    repeat = { turn: facts.turn, total: 0, firstMs: step.startMs, result: step.result, marks: [] };
  repeats.set(key, repeat);
  const [oldest] = repeats.keys();
  if (repeats.size > MAX_KEYS && oldest !== undefined) repeats.delete(oldest);
  return repeat;
}

function judge(
  step: LoopStep,
  { total, firstMs, marks }: Repeat,
  { limits, models }: TraceFacts<LoopLimits>,
): Draft | null {
  const spanIds = marks.map(({ spanId }) => spanId);
  // Results that are not known may differ: the next item of a queue is asked for without arguments.
  const isUnknown = step.result === "";
  const mayDiffer = isUnknown && step.arguments === NO_ARGUMENTS;
  const least = (limits.sameCalls ?? 0) + (isUnknown ? 1 : 0);
  if (limits.sameCalls !== null && !mayDiffer && marks.length >= least) {
    const waits = waitsOf(marks, models);
    const isPolling = limits.polledCalls !== null && ((waits.at(-1) ?? 0) >= PATIENT_MS || isBackingOff(waits));
    const allowed = isPolling ? limits.polledCalls : least;
    const span = secondsText(step.endMs - (marks[0]?.startMs ?? 0));
    if (allowed !== null && marks.length >= allowed)
      return {
        rule: "same_call",
        severity: "critical",
        count: marks.length,
        spanIds,
        sentence: `${step.name} called ${marks.length} times with the same arguments and the same result in ${span}`,
      };
  }
  if (limits.sameArguments === null || total < limits.sameArguments) return null;
  const span = secondsText(step.endMs - firstMs);
  const sentence = `${step.name} called ${total} times with the same arguments in ${span}`;
  return { rule: "same_call", severity: "warning", count: total, spanIds, sentence };
}
