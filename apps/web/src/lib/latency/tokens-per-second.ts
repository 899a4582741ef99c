import type { Percentiles } from "@spanledger/clickhouse";
import type { Usage } from "#lib/usage/usage.ts";

/** Output tokens per second of the calls' whole duration; null when either is unknown. */
export function tokensPerSecond(usage: Usage, duration: Percentiles | null): number | null {
  if (duration === null || usage.outputTokens === 0) return null;
  const seconds = (duration.meanMs * duration.calls) / 1000;
  return seconds > 0 ? usage.outputTokens / seconds : null;
}
