import type { AlertCondition } from "./alert-rule.ts";

/** Values of the same hour of the week in earlier weeks. */
export interface Baseline {
  readonly median: number;
  /** Median absolute deviation. */
  readonly deviation: number;
  readonly points: number;
}

export interface Measured {
  /** null when nothing is known of it: no calls, or none with a price. */
  readonly value: number | null;
  /** Calls in the window. */
  readonly calls: number;
  /** The window before; for a change. */
  readonly previous?: number | null;
  readonly previousCalls?: number;
  /** For an anomaly. */
  readonly baseline?: Baseline | null;
}

/** `hold`: past the way back to calm, but not over the threshold. `unknown`: too little is known to say anything. */
export type Verdict = "breach" | "hold" | "clear" | "unknown";

export interface Judgement {
  readonly verdict: Verdict;
  /** What the value was compared with, in the measure's unit; null when there was nothing to compare with. */
  readonly threshold: number | null;
}

export interface JudgeOptions {
  readonly condition: AlertCondition;
  readonly minimumCalls: number;
  readonly hysteresisPercent: number;
}

const UNKNOWN: Judgement = { verdict: "unknown", threshold: null };
/** Fewer earlier hours than this are no pattern. */
const MINIMUM_POINTS = 4;
/** Makes the MAD comparable to a standard deviation. */
const MAD_SCALE = 1.4826;
/** A history without any spread still allows for this part of its median. */
const LEAST_SPREAD = 0.05;

/** Compares a measured value with its condition. The way back is `hysteresisPercent` nearer to calm than the way in. */
export function judgeValue(measured: Measured, options: JudgeOptions): Judgement {
  const judged = judge(measured, options);
  const hasTooFew = measured.calls < options.minimumCalls;
  // Too few calls cannot fire an alert, but they do not keep one going either.
  return judged.verdict === "breach" && hasTooFew ? { ...judged, verdict: "unknown" } : judged;
}

function judge(measured: Measured, options: JudgeOptions): Judgement {
  const { value } = measured;
  const { condition, hysteresisPercent } = options;
  if (value === null) return UNKNOWN;
  switch (condition.kind) {
    case "absolute":
      return compare(value, { direction: condition.direction, limit: condition.threshold, base: 0, hysteresisPercent });
    case "change":
      return judgeChange(measured, value, options);
    case "anomaly":
      return judgeAnomaly(value, measured.baseline ?? null, options);
  }
}

function judgeChange(
  measured: Measured,
  value: number,
  { condition, minimumCalls, hysteresisPercent }: JudgeOptions,
): Judgement {
  const { previous = null, previousCalls = 0 } = measured;
  if (condition.kind !== "change" || previous === null || previous === 0 || previousCalls < minimumCalls)
    return UNKNOWN;
  const factor = condition.percent / 100;
  const limit = condition.direction === "above" ? previous * (1 + factor) : previous * (1 - factor);
  return compare(value, { direction: condition.direction, limit, base: previous, hysteresisPercent });
}

function judgeAnomaly(
  value: number,
  baseline: Baseline | null,
  { condition, hysteresisPercent }: JudgeOptions,
): Judgement {
  if (condition.kind !== "anomaly" || baseline === null || baseline.points < MINIMUM_POINTS) return UNKNOWN;
  const { median } = baseline;
  const spread = Math.max(baseline.deviation * MAD_SCALE, Math.abs(median) * LEAST_SPREAD, Number.MIN_VALUE);
  const reach = condition.deviations * spread;
  const sides = condition.direction === "both" ? (["above", "below"] as const) : [condition.direction];
  const judged = sides.map((direction) =>
    compare(value, {
      direction,
      limit: direction === "above" ? median + reach : median - reach,
      base: median,
      hysteresisPercent,
    }),
  );
  const worst = judged.find(({ verdict }) => verdict === "breach") ?? judged.find(({ verdict }) => verdict === "hold");
  return worst ?? judged[value < median ? judged.length - 1 : 0] ?? UNKNOWN;
}

interface Comparison {
  readonly direction: "above" | "below";
  readonly limit: number;
  /** Where calm is: the way back lies between it and the limit. */
  readonly base: number;
  readonly hysteresisPercent: number;
}

function compare(value: number, { direction, limit, base, hysteresisPercent }: Comparison): Judgement {
  const isAbove = direction === "above";
  if (isAbove ? value > limit : value < limit) return { verdict: "breach", threshold: limit };
  const margin = (Math.abs(base === 0 ? limit : limit - base) * hysteresisPercent) / 100;
  const back = isAbove ? limit - margin : limit + margin;
  const isCalm = isAbove ? value <= back : value >= back;
  return { verdict: isCalm ? "clear" : "hold", threshold: limit };
}
