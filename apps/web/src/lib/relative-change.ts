import { parseAmount } from "./money/parse-amount.ts";

/** Change as a ratio (0.12 = +12 %); null when there was nothing before, which is "new" and not infinite. */
export function relativeChange(before: number, after: number): number | null {
  return before === 0 ? null : (after - before) / Math.abs(before);
}

/** The same for exact USD decimal strings. */
export function relativeChangeUsd(before: string, after: string): number | null {
  const old = parseAmount(before);
  if (old === 0n) return null;
  const magnitude = old < 0n ? -old : old;
  return Number(((parseAmount(after) - old) * 1_000_000n) / magnitude) / 1_000_000;
}
