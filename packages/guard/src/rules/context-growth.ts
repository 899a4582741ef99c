import type { Rule } from "../rule.ts";

/** The prompt must have doubled, and by enough to cost something. */
const GROWTH = 2;
const MIN_TOKENS = 1_000;

/** The prompt grows call by call, and nothing new has come into it. */
export function contextGrowth(): Rule {
  let known = -1;
  let inputTokens = 0;
  let spanIds: string[] = [];
  return (step, { limits, novelty }) => {
    if (limits.staleCalls === null || step.kind !== "model" || step.isError || step.inputTokens === null) return null;
    if (novelty !== known || step.inputTokens < inputTokens) {
      known = novelty;
      inputTokens = step.inputTokens;
      spanIds = [];
    }
    // Without any content in the spans nothing can be told.
    if (novelty === 0) return null;
    spanIds.push(step.spanId);
    const grown = step.inputTokens - inputTokens;
    if (spanIds.length < limits.staleCalls || grown < MIN_TOKENS || step.inputTokens < GROWTH * inputTokens)
      return null;
    return {
      rule: "context_growth",
      severity: "warning",
      count: spanIds.length,
      spanIds,
      sentence: `the prompt grew from ${inputTokens} to ${step.inputTokens} tokens over ${spanIds.length} calls without anything new in it`,
    };
  };
}
