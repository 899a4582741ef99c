import type { ResolvedRange } from "./resolve-range.ts";

const DAY_MS = 86_400_000;

/** Which of the two periods the data does not reach back to. `all`: the range ends before the data begins. */
export type MissingPart = "none" | "previous" | "current" | "all";

/** What of a range lies before the oldest data. A first day that begins in its middle is not worth a word. */
export function missingPart(range: ResolvedRange, firstDataMs: number | null): MissingPart {
  if (firstDataMs === null) return "none";
  if (range.toMs <= firstDataMs) return "all";
  const slack = range.toMs - range.fromMs > 2 * DAY_MS ? DAY_MS : 0;
  if (range.fromMs + slack < firstDataMs) return "current";
  return range.previousFromMs + slack < firstDataMs ? "previous" : "none";
}
