import { type MeasureDefinition, MEASURES } from "./measures.ts";

const cost = (column: string): MeasureDefinition => ({
  label: column,
  unit: "usd",
  rollup: `sum(u.${column} * RATE)`,
  raw: `sumIf(t.${column} * RATE, t.billing_state != 'cached')`,
});

const { calls, unpriced_calls, no_usage_calls, cost_usd } = MEASURES;
const { input_uncached_tokens, cache_read_tokens, cache_write_tokens, output_tokens } = MEASURES;

/** The tokens of each kind with what they cost. What is left of `cost_usd` is charged by the call or by other units. */
export const BUCKET_MEASURES = {
  calls,
  unpriced_calls,
  no_usage_calls,
  input_uncached_tokens,
  cache_read_tokens,
  cache_write_tokens,
  output_tokens,
  input_cost: cost("input_cost"),
  cache_read_cost: cost("cache_read_cost"),
  cache_write_cost: cost("cache_write_cost"),
  output_cost: cost("output_cost"),
  cost_usd,
} as const satisfies Record<string, MeasureDefinition>;
