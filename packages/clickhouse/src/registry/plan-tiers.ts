import type { RollupTable, Segment, Tier } from "./plan-segments.ts";
import type { TimeRange } from "./time-range.ts";

/** The roll-ups that have all the dimensions of a question. */
export interface RollupTiers {
  readonly hourly?: RollupTable;
  readonly daily?: RollupTable;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Whole days and hours come from the roll-ups, the edges from the spans and adjustments that feed them. */
export function planTiers(range: TimeRange, { hourly, daily }: RollupTiers, finest: Tier): Segment[] {
  if (finest === "raw") return split(range, "raw", []);
  const days = finest === "day" && daily !== undefined ? inside(range, DAY_MS) : undefined;
  const inner: Segment[] = days === undefined || daily === undefined ? [] : [{ source: daily, ...days }];
  const hours = hourly === undefined ? undefined : inside(range, HOUR_MS);
  if (hourly === undefined || hours === undefined) return split(range, "raw", inner);
  return split(range, "raw", split(hours, hourly, inner));
}

/** The part of the range that whole units cover, or undefined when there is none. */
function inside({ fromMs, toMs }: TimeRange, unitMs: number): TimeRange | undefined {
  const from = Math.ceil(fromMs / unitMs) * unitMs;
  const to = Math.floor(toMs / unitMs) * unitMs;
  return from < to ? { fromMs: from, toMs: to } : undefined;
}

/** Puts `source` before and after what the inner segments cover. */
function split({ fromMs, toMs }: TimeRange, source: Segment["source"], inner: readonly Segment[]): Segment[] {
  const first = inner[0];
  const last = inner.at(-1);
  if (first === undefined || last === undefined) return [{ source, fromMs, toMs }];
  const edges: Segment[] = [{ source, fromMs, toMs: first.fromMs }, ...inner, { source, fromMs: last.toMs, toMs }];
  return edges.filter((segment) => segment.fromMs < segment.toMs);
}
