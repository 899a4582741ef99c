import { formatPercent } from "./format-percent.ts";

/** "+12.3 %", "−4 %", "±0 %"; "new" when there was nothing before; big jumps as a factor. */
export function formatChange(ratio: number | null): string {
  if (ratio === null) return "new";
  if (ratio === 0) return "±0 %";
  if (ratio >= 9.995) return `×${(ratio + 1).toFixed(ratio >= 99 ? 0 : 1)}`;
  return ratio > 0 ? `+${formatPercent(ratio)}` : formatPercent(ratio);
}
