import { sumUsd } from "../money/sum-usd.ts";
import { NO_USAGE } from "./no-usage.ts";
import type { Usage } from "./usage.ts";

const COUNTS = [
  "calls",
  "errors",
  "unpricedCalls",
  "noUsageCalls",
  "cachedCalls",
  "inputUncachedTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "outputTokens",
  "reasoningTokens",
] as const;

/** Exact sum of usages. The cost is unknown (null) only when it is of each of them. */
export function addUsage(usages: readonly Usage[]): Usage {
  if (usages.length === 0) return NO_USAGE;
  const known = usages.map(({ costUsd }) => costUsd).filter((cost) => cost !== null);
  const counts = COUNTS.map((name) => [name, usages.reduce((sum, usage) => sum + usage[name], 0)] as const);
  return {
    ...(Object.fromEntries(counts) as Record<(typeof COUNTS)[number], number>),
    costUsd: known.length === 0 ? null : sumUsd(known),
    savedUsd: sumUsd(usages.map(({ savedUsd }) => savedUsd)),
    reportedUsd: sumUsd(usages.map(({ reportedUsd }) => reportedUsd)),
  };
}
