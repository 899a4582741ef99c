import type { Baseline } from "./judge-value.ts";

/** Median and median absolute deviation; null without values. */
export function baselineOf(values: readonly number[]): Baseline | null {
  if (values.length === 0) return null;
  const median = medianOf(values);
  return { median, deviation: medianOf(values.map((value) => Math.abs(value - median))), points: values.length };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
