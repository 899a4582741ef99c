import type { AlertMeasure } from "@spanledger/alerts";
import type { Usage } from "@spanledger/clickhouse";

/** What an alert measures in a sum of calls; null when it cannot be said. Latencies and findings are no sums. */
export function figureOfUsage(measure: AlertMeasure, usage: Usage): number | null {
  const priced = usage.calls - usage.unpricedCalls - usage.noUsageCalls;
  const prompt = usage.inputUncachedTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const share = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : null);
  switch (measure) {
    case "spend":
      return usage.costUsd === null ? null : Number(usage.costUsd);
    case "calls":
      return usage.calls;
    case "tokens":
      return prompt + usage.outputTokens;
    case "error_rate":
      return share(usage.errors, usage.calls);
    case "cache_hit_rate":
      return share(usage.cacheReadTokens, prompt);
    case "cost_per_call":
      return usage.costUsd === null || priced <= 0 ? null : Number(usage.costUsd) / priced;
    case "unpriced_share":
      return share(usage.unpricedCalls, usage.calls);
    case "p95":
    case "ttft":
    case "runaways":
    case "ledger_failures":
      return null;
  }
}
