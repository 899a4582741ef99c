import { NO_USAGE } from "#lib/usage/no-usage.ts";
import type { Usage } from "#lib/usage/usage.ts";

export const LONG_NAME =
  "customer-support-escalation-summary-generator-with-a-name-that-nobody-should-have-chosen-but-somebody-did";

export const NOW_MS = Date.UTC(2026, 10, 21, 15);
const HOUR_MS = 3_600_000;

export interface SampleRow {
  readonly name: string;
  readonly usage: Usage;
}

/** Rows with every kind of figure: tiny, big, unknown. */
export function sampleRows(count: number): SampleRow[] {
  return Array.from({ length: count }, (_, index) => ({
    name: index === 1 ? LONG_NAME : index === 3 ? "" : `feature-${String(index).padStart(5, "0")}`,
    usage: usageOf(index),
  }));
}

function usageOf(index: number): Usage {
  const calls = (index * 7919) % 100_000;
  if (index % 17 === 2) return { ...NO_USAGE, calls: 12, unpricedCalls: 12, costUsd: null };
  return { ...NO_USAGE, calls, unpricedCalls: index % 5 === 0 ? 3 : 0, costUsd: `${(index * 31) % 977}.000420000001` };
}

/** `series` lines over 24 hours with a gap; the last bucket is running. */
export function sampleBuckets(series: number) {
  return Array.from({ length: 24 }, (_, hour) => ({
    startMs: NOW_MS - (23 - hour) * HOUR_MS,
    endMs: NOW_MS - (22 - hour) * HOUR_MS,
    values: Object.fromEntries(
      Array.from({ length: series }, (__, index) => [
        `s${index}`,
        hour === 9 ? null : ((hour * 13 + index * 7) % 11) + 1,
      ]),
    ),
  }));
}
