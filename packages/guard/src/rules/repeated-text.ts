import type { GuardStep } from "../guard-step.ts";
import type { Mark, Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";

interface Streak {
  work: number;
  inputTokens: number | null;
  outputTokens: number;
  /** The prompt grew by what was answered before, or was the very same. */
  readonly marks: Mark[];
}

/** An answer is a repeat when no more than this share of it is new. */
const LEAD_IN = 0.2;
/** Labels and yes or no repeat in healthy work: below this an answer needs one more repeat. */
const SHORT_CHARS = 60;
const MIN_CHARS = 2;

/**
 * The same answer while the conversation grows. Equal answers to different questions (a hundred items classified) do not
 * count: there the prompt does not grow by the answer.
 */
export function repeatedText(): Rule {
  let streak: Streak | null = null;
  return (step, { limits, work }, { newShare }) => {
    if (limits.repeatedTexts === null || step.kind !== "model" || step.isError || newShare === null) return null;
    const chars = step.output.reduce((sum, part) => sum + part.chars, 0);
    const isRepeat = streak !== null && streak.work === work && newShare <= LEAD_IN && isGrowing(streak, step);
    if (streak === null || !isRepeat || chars < MIN_CHARS) {
      streak = begin(step, work);
      return null;
    }
    streak.inputTokens = step.inputTokens;
    streak.outputTokens = step.outputTokens ?? 0;
    streak.marks.push({ startMs: step.startMs, spanId: step.spanId });
    const count = streak.marks.length;
    if (count < limits.repeatedTexts + (chars < SHORT_CHARS ? 1 : 0)) return null;
    const span = secondsText(step.endMs - (streak.marks[0]?.startMs ?? 0));
    return {
      rule: "repeated_text",
      severity: "critical",
      count,
      spanIds: streak.marks.map(({ spanId }) => spanId),
      sentence: `the model gave the same answer ${count} times in ${span} while the prompt grew`,
    };
  };
}

function begin(step: GuardStep, work: number): Streak {
  return { work, inputTokens: step.inputTokens, outputTokens: step.outputTokens ?? 0, marks: [step] };
}

function isGrowing(streak: Streak, step: GuardStep): boolean {
  if (streak.inputTokens === null || step.inputTokens === null) return true;
  return step.inputTokens - streak.inputTokens >= Math.max(1, streak.outputTokens / 2);
}
