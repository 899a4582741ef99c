import type { BillingTokens } from "./billing-span.ts";

/**
 * semconv 4.3 A: output equal (or equal without reasoning), and one of uncached input, whole prompt or input as
 * reported equal. Two tracers of one call often disagree on the accounting, not on the call.
 */
export function haveEqualTokens(left: BillingTokens | null, right: BillingTokens | null): boolean {
  if (left === null || right === null || promptSize(left) + left.output === 0) return false;
  const outputEqual =
    left.output === right.output || left.output - (left.reasoning ?? 0) === right.output - (right.reasoning ?? 0);
  if (!outputEqual) return false;
  return (
    left.uncached === right.uncached ||
    promptSize(left) === promptSize(right) ||
    (left.rawInput !== null && left.rawInput === right.rawInput)
  );
}

/** The real prompt size: uncached input, cache reads and cache writes. */
export function promptSize({ uncached, cacheRead, cacheWrite }: BillingTokens): number {
  return uncached + cacheRead + cacheWrite;
}
