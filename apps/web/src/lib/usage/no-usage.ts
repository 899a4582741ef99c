import type { Usage } from "./usage.ts";

/** No calls at all, which did cost exactly nothing. */
export const NO_USAGE: Usage = {
  calls: 0,
  errors: 0,
  unpricedCalls: 0,
  noUsageCalls: 0,
  cachedCalls: 0,
  inputUncachedTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  costUsd: "0",
  savedUsd: "0",
  reportedUsd: "0",
};
