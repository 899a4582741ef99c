import { formatUsd } from "../format-usd.ts";
import type { Rule } from "../rule.ts";

const MINUTE_MS = 60_000;
const MAX_CALLS = 256;

/** What the calls that ended within one minute cost. */
export function costPerMinute(): Rule {
  const calls: { readonly endMs: number; readonly spanId: string; readonly cost: bigint }[] = [];
  let sum = 0n;
  return (step, { limits }) => {
    const cost = step.costPicoUsd;
    if (limits.costPerMinutePicoUsd === null || cost === null) return null;
    calls.push({ endMs: step.endMs, spanId: step.spanId, cost });
    sum += cost;
    while ((calls[0]?.endMs ?? step.endMs) < step.endMs - MINUTE_MS || calls.length > MAX_CALLS)
      sum -= calls.shift()?.cost ?? 0n;
    if (sum <= limits.costPerMinutePicoUsd) return null;
    return {
      rule: "cost_per_minute",
      severity: "critical",
      count: calls.length,
      spanIds: calls.map(({ spanId }) => spanId),
      sentence: `${calls.length} calls cost ${formatUsd(sum)} within a minute, the limit is ${formatUsd(limits.costPerMinutePicoUsd)}`,
    };
  };
}
