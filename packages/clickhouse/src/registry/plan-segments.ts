import { type Dimension, DIMENSIONS, type RollupFamily } from "./dimensions.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import type { TimeRange } from "./time-range.ts";

export type Tier = "raw" | "hour" | "day";

/** A stretch of time and the table that answers for it. Stretches of one plan meet and never overlap. */
export interface Segment extends TimeRange {
  readonly source: "raw" | `${RollupFamily}_${"hourly" | "daily"}`;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Whole days and hours come from the roll-up that has all the dimensions, the edges from the spans and adjustments that
 * feed it. The sums are the same whatever the plan.
 */
export function planSegments(range: TimeRange, dimensions: readonly Dimension[], finest: Tier): Segment[] {
  const family = familyOf(dimensions);
  if (family === undefined || finest === "raw") return split(range, "raw", []);
  const hours = inside(range, HOUR_MS);
  if (hours === undefined) return split(range, "raw", []);
  const days = finest === "day" ? inside(range, DAY_MS) : undefined;
  const whole: Segment[] =
    days === undefined
      ? [{ source: `${family}_hourly`, ...hours }]
      : split(hours, `${family}_hourly`, [{ source: `${family}_daily`, ...days }]);
  return split(range, "raw", whole);
}

function familyOf(dimensions: readonly Dimension[]): RollupFamily | undefined {
  const families: readonly RollupFamily[] = ["usage", "tenant_usage"];
  return families.find((family) =>
    dimensions.every((dimension) => {
      if (isAttributeDimension(dimension)) return false;
      const has: readonly RollupFamily[] = DIMENSIONS[dimension].families;
      return has.includes(family);
    }),
  );
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
