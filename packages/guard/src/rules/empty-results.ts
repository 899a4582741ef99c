import type { GuardStep } from "../guard-step.ts";
import type { Mark, Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";

interface Streak {
  words: readonly number[];
  /** Searches that share at least half of their words with the one before. */
  alike: number;
  readonly marks: Mark[];
}

const MAX_TOOLS = 32;
const SHARED = 0.5;
/** Searches for really different things may find nothing this many times more. */
const MORE_IF_DIFFERENT = 6;

/** A search that finds nothing, asked over and over in slightly other words. */
export function emptyResults(): Rule {
  const streaks = new Map<string, Streak>();
  return (step, { limits }) => {
    if (limits.emptyResults === null || (step.kind !== "tool" && step.kind !== "retrieval")) return null;
    if (!step.isEmptyResult) {
      streaks.delete(step.name);
      return null;
    }
    const streak = streaks.get(step.name) ?? { words: step.searchWords, alike: 0, marks: [] };
    add(streak, step);
    if (streaks.size < MAX_TOOLS) streaks.set(step.name, streak);
    const count = streak.marks.length;
    const isOneSearch = 2 * streak.alike >= count;
    if (count < limits.emptyResults + (isOneSearch ? 0 : MORE_IF_DIFFERENT)) return null;
    const span = secondsText(step.endMs - (streak.marks[0]?.startMs ?? 0));
    return {
      rule: "empty_results",
      severity: "critical",
      count,
      spanIds: streak.marks.map(({ spanId }) => spanId),
      sentence: `${step.name} found nothing ${count} times in a row in ${span}`,
    };
  };
}

function add(streak: Streak, step: GuardStep): void {
  const words = new Set(streak.words);
  const shared = step.searchWords.filter((word) => words.has(word)).length;
  if (shared >= SHARED * Math.max(words.size, step.searchWords.length)) streak.alike++;
  streak.words = step.searchWords;
  streak.marks.push({ startMs: step.startMs, spanId: step.spanId });
}
