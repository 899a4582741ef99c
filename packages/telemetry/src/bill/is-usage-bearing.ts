import type { BillingSpan } from "./billing-span.ts";

/** semconv 4.2: tokens in any bucket, or non-token units, or a reported cost. */
export function isUsageBearing({ tokens, hasOtherUsage }: BillingSpan): boolean {
  if (hasOtherUsage) return true;
  return tokens !== null && tokens.uncached + tokens.cacheRead + tokens.cacheWrite + tokens.output > 0;
}
