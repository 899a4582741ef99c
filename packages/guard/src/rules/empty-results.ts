import type { Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";

const MAX_TOOLS = 32;

/** A search that finds nothing, asked over and over in slightly other words. */
export function emptyResults(): Rule {
  const streaks = new Map<string, { startMs: number; spanId: string }[]>();
  return (step, { limits }) => {
    if (limits.emptyResults === null || (step.kind !== "tool" && step.kind !== "retrieval")) return null;
    if (!step.isEmptyResult) {
      streaks.delete(step.name);
      return null;
    }
    const streak = streaks.get(step.name) ?? [];
    streak.push({ startMs: step.startMs, spanId: step.spanId });
    if (streaks.size < MAX_TOOLS) streaks.set(step.name, streak);
    if (streak.length < limits.emptyResults) return null;
    const span = secondsText(step.endMs - (streak[0]?.startMs ?? 0));
    return {
      rule: "empty_results",
      severity: "critical",
      count: streak.length,
      spanIds: streak.map(({ spanId }) => spanId),
      sentence: `${step.name} found nothing ${streak.length} times in a row in ${span}`,
    };
  };
}
