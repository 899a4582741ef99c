export interface MeasureDefinition {
  readonly label: string;
  readonly unit: "calls" | "tokens" | "usd";
  /** Aggregate over a roll-up `u`. */
  readonly rollup: string;
  /** Aggregate over `t`: booked spans (sign 1) or adjustments (signed amounts), the same as the views compute. */
  readonly raw: string;
}

const SPENT = "t.billing_state != 'cached'";
const tokens = (label: string, columns: readonly string[]): MeasureDefinition => ({
  label,
  unit: "tokens",
  rollup: columns.map((column) => `sum(u.${column})`).join(" + "),
  raw: columns.map((column) => `sumIf(toInt64(t.${column}), ${SPENT})`).join(" + "),
});

/**
 * What a question may sum. `SIGN` stands for 1 (spans) or the row's +1, -1, 0 (adjustments), `* RATE` for nothing (US
 * dollars) or for the rate of the row's UTC day.
 */
export const MEASURES = {
  calls: { label: "Calls", unit: "calls", rollup: "sum(u.calls)", raw: "sum(SIGN)" },
  errors: { label: "Errors", unit: "calls", rollup: "sum(u.errors)", raw: "sumIf(SIGN, t.status = 'error')" },
  unpriced_calls: {
    label: "Calls without a price",
    unit: "calls",
    rollup: "sum(u.unpriced_calls)",
    raw: `sumIf(SIGN, t.cost_status = 'unpriced' AND ${SPENT})`,
  },
  no_usage_calls: {
    label: "Calls without usage",
    unit: "calls",
    rollup: "sum(u.no_usage_calls)",
    raw: `sumIf(SIGN, t.cost_status = 'no_usage' AND ${SPENT})`,
  },
  cached_calls: {
    label: "Calls answered from cache",
    unit: "calls",
    rollup: "sum(u.cached_calls)",
    raw: "sumIf(SIGN, t.billing_state = 'cached')",
  },
  input_uncached_tokens: tokens("Uncached input tokens", ["uncached_input_tokens"]),
  cache_read_tokens: tokens("Cache read tokens", ["cache_read_tokens"]),
  cache_write_tokens: tokens("Cache write tokens", ["cache_write_5m_tokens", "cache_write_1h_tokens"]),
  output_tokens: tokens("Output tokens", ["output_tokens"]),
  reasoning_tokens: tokens("Reasoning tokens", ["reasoning_tokens"]),
  cost_usd: {
    label: "Spend",
    unit: "usd",
    rollup: "sum(u.total_cost * RATE)",
    raw: `sumIf(t.total_cost * RATE, ${SPENT})`,
  },
  saved_usd: {
    label: "Saved by cache",
    unit: "usd",
    rollup: "sum(u.saved_cost * RATE)",
    raw: "sumIf(t.total_cost * RATE, t.billing_state = 'cached')",
  },
  reported_usd: {
    label: "Cost as reported by clients",
    unit: "usd",
    rollup: "sum(u.reported_cost * RATE)",
    raw: `sumIf(ifNull(t.reported_cost, 0) * SIGN * RATE, ${SPENT})`,
  },
} as const satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];
