import type { Measure } from "./measures.ts";
import type { Usage } from "./usage.ts";

type UsageRow = Readonly<Record<Exclude<Measure, "cost_usd" | "saved_usd" | "reported_usd">, number>> & {
  readonly cost_usd: string;
  readonly saved_usd: string;
  readonly reported_usd: string;
};

/** A row of the database as usage. A cost of which nothing is known becomes null, never 0. */
export function toUsage(row: UsageRow): Usage {
  const unknown = row.unpriced_calls + row.no_usage_calls;
  const isUnknown = unknown > 0 && row.calls - unknown <= 0 && row.cost_usd === "0";
  return {
    calls: row.calls,
    errors: row.errors,
    unpricedCalls: row.unpriced_calls,
    noUsageCalls: row.no_usage_calls,
    cachedCalls: row.cached_calls,
    inputUncachedTokens: row.input_uncached_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    outputTokens: row.output_tokens,
    reasoningTokens: row.reasoning_tokens,
    costUsd: isUnknown ? null : row.cost_usd,
    savedUsd: row.saved_usd,
    reportedUsd: row.reported_usd,
  };
}
