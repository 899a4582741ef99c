import type { GuardStep } from "../guard-step.ts";
import type { Rule } from "../rule.ts";

/** Each answer is longer than the one before by at least this factor. */
const STEP = 1.15;
const MIN_CALLS = 5;
const MIN_TOKENS = 1_000;

/** Answers that become longer with every call, far beyond the first one. */
export function outputGrowth(): Rule {
  let chain: GuardStep[] = [];
  return (step, { limits }) => {
    if (limits.outputGrowth === null || step.kind !== "model" || step.outputTokens === null) return null;
    if (step.isError) return null;
    const before = chain.at(-1)?.outputTokens ?? 0;
    chain = step.outputTokens >= STEP * before ? [...chain.slice(-15), step] : [step];
    const first = chain[0]?.outputTokens ?? 0;
    const isLong = step.outputTokens >= Math.max(MIN_TOKENS, limits.outputGrowth * first);
    if (chain.length < MIN_CALLS || !isLong) return null;
    return {
      rule: "output_growth",
      severity: "warning",
      count: chain.length,
      spanIds: chain.map(({ spanId }) => spanId),
      sentence: `the answers grew at each of ${chain.length} calls, from ${first} to ${step.outputTokens} tokens`,
    };
  };
}
