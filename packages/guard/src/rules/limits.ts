import type { Draft, RunawayRule } from "../finding.ts";
import { formatUsd } from "../format-usd.ts";
import type { GuardStep } from "../guard-step.ts";
import type { Rule } from "../rule.ts";
import type { TraceFacts } from "../trace-facts.ts";

type Limit = (facts: TraceFacts) => string | null;

const USD = 1_000_000_000_000n;
/** A multiple of a tiny usual cost is no reason to stop anybody. */
const LEAST_COST_PICO_USD = USD / 2n;

const LIMITS: readonly (readonly [RunawayRule, Limit])[] = [
  [
    "steps",
    ({ modelCalls, limits }) =>
      isOver(modelCalls, limits.steps) ? `${modelCalls} model calls in one trace, the limit is ${limits.steps}` : null,
  ],
  [
    "tokens",
    ({ tokens, limits }) =>
      isOver(tokens, limits.tokens) ? `${tokens} tokens in one trace, the limit is ${limits.tokens}` : null,
  ],
  [
    "cost",
    ({ costPicoUsd, limits }) =>
      isOver(costPicoUsd, limits.costPicoUsd)
        ? `the trace has cost ${formatUsd(costPicoUsd)}, the limit is ${formatUsd(limits.costPicoUsd ?? 0n)}`
        : null,
  ],
  ["cost_over_usual", overUsual],
];

/** Limits on what one trace may use. */
export function limits(): Rule {
  const found = new Set<RunawayRule>();
  return (step, facts) => {
    if (step.kind !== "model" && step.costPicoUsd === null) return null;
    for (const [rule, limit] of LIMITS) {
      if (found.has(rule)) continue;
      const sentence = limit(facts);
      if (sentence === null) continue;
      found.add(rule);
      return draft(rule, step, sentence);
    }
    return null;
  };
}

function draft(rule: RunawayRule, step: GuardStep, sentence: string): Draft {
  return { rule, severity: "critical", count: 1, spanIds: [step.spanId], sentence };
}

function overUsual({ costPicoUsd, limits: { timesUsualCost, usualCostPicoUsd } }: TraceFacts): string | null {
  if (timesUsualCost === null || usualCostPicoUsd === null || costPicoUsd < LEAST_COST_PICO_USD) return null;
  if (costPicoUsd <= usualCostPicoUsd * BigInt(timesUsualCost)) return null;
  return `the trace has cost ${formatUsd(costPicoUsd)}, more than ${timesUsualCost} times what 99 % of this feature's traces cost (${formatUsd(usualCostPicoUsd)})`;
}

function isOver<T extends number | bigint>(value: T, limit: T | null): boolean {
  return limit !== null && value > limit;
}
