import { parseAmount } from "./parse-amount.ts";

/** Part of a whole as 0..1, null when the whole is zero. For display only, never summed. */
export function shareOf(partUsd: string, wholeUsd: string): number | null {
  const whole = parseAmount(wholeUsd);
  if (whole === 0n) return null;
  return Number((parseAmount(partUsd) * 1_000_000n) / whole) / 1_000_000;
}
