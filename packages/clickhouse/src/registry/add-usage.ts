import { sumDecimals } from "./sum-decimals.ts";
import type { Usage } from "./usage.ts";

/** Exact sum of usages. The cost is null only when it is for all that have calls. */
export function addUsage(usages: readonly Usage[]): Usage {
  const count = (pick: (usage: Usage) => number) => usages.reduce((sum, usage) => sum + pick(usage), 0);
  const money = (pick: (usage: Usage) => string | null) => sumDecimals(usages.map((usage) => pick(usage) ?? "0"));
  const counted = usages.filter((usage) => usage.calls > 0);
  const isUnknown = counted.length > 0 && usages.every((usage) => usage.costUsd === null || usage.calls === 0);
  const costUsd = money((usage) => usage.costUsd);
  return {
    calls: count((usage) => usage.calls),
    errors: count((usage) => usage.errors),
    unpricedCalls: count((usage) => usage.unpricedCalls),
    noUsageCalls: count((usage) => usage.noUsageCalls),
    cachedCalls: count((usage) => usage.cachedCalls),
    inputUncachedTokens: count((usage) => usage.inputUncachedTokens),
    cacheReadTokens: count((usage) => usage.cacheReadTokens),
    cacheWriteTokens: count((usage) => usage.cacheWriteTokens),
    outputTokens: count((usage) => usage.outputTokens),
    reasoningTokens: count((usage) => usage.reasoningTokens),
    costUsd: isUnknown && costUsd === "0" ? null : costUsd,
    savedUsd: money((usage) => usage.savedUsd),
    reportedUsd: money((usage) => usage.reportedUsd),
  };
}
