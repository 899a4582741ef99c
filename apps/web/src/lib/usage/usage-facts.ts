import { divideUsd } from "../money/divide-usd.ts";
import type { Usage } from "./usage.ts";

/** Calls whose cost is known. */
export function pricedCalls(usage: Pick<Usage, "calls" | "unpricedCalls" | "noUsageCalls">): number {
  return Math.max(0, usage.calls - usage.unpricedCalls - usage.noUsageCalls);
}

/** USD per call with a known cost, null when there is none. */
export function costPerCall(usage: Pick<Usage, "calls" | "unpricedCalls" | "noUsageCalls" | "costUsd">): string | null {
  return usage.costUsd === null ? null : divideUsd(usage.costUsd, pricedCalls(usage));
}

/** Everything sent to the model. */
export function promptTokens(usage: Usage): number {
  return usage.inputUncachedTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
}

/** Part of the prompt read from the provider's cache, null without prompts. */
export function cacheReadShare(usage: Usage): number | null {
  const prompt = promptTokens(usage);
  return prompt === 0 ? null : usage.cacheReadTokens / prompt;
}

export function errorRate(usage: Usage): number | null {
  return usage.calls === 0 ? null : usage.errors / usage.calls;
}
