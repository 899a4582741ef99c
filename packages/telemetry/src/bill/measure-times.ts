import type { BillingSpan } from "./billing-span.ts";
import { at } from "./build-trace-tree.ts";

/** Start and end in nanoseconds after the earliest start of the trace, as numbers: exact for traces under 100 days. */
export interface Times {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export function measureTimes(spans: readonly BillingSpan[]): Times {
  const start = new Float64Array(spans.length);
  const end = new Float64Array(spans.length);
  let earliest = spans[0]?.startNs ?? 0n;
  for (const span of spans) if (span.startNs < earliest) earliest = span.startNs;
  for (let index = 0; index < spans.length; index++) {
    const { startNs, endNs } = at(spans, index);
    start[index] = Number(startNs - earliest);
    end[index] = endNs > startNs ? Number(endNs - earliest) : at(start, index);
  }
  return { start, end };
}

/** semconv 4.3 B: the two run at the same time for at least 80 % of the shorter one. */
export function overlapInTime({ start, end }: Times, left: number, right: number): boolean {
  const shorter = Math.min(at(end, left) - at(start, left), at(end, right) - at(start, right));
  const shared = Math.min(at(end, left), at(end, right)) - Math.max(at(start, left), at(start, right));
  return shared >= 0 && shared >= 0.8 * shorter;
}

/** How far apart start and end of the two are: the twin of a call among several is the nearest. */
export function distanceInTime({ start, end }: Times, left: number, right: number): number {
  return Math.abs(at(start, left) - at(start, right)) + Math.abs(at(end, left) - at(end, right));
}
