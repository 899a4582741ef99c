import type { MeasureSet } from "./measure-source.ts";

const PLAIN = "toDecimal128(t.input_cost, 12)";
const UNITS = "if(t.uncached_input_tokens = 0, 1, t.uncached_input_tokens)";
const RATED =
  "t.billing_state != 'cached' AND t.cost_status IN ('priced', 'estimated') AND t.uncached_input_tokens != 0 AND t.input_cost != 0";

/** What caches gave, as the views of cache_hourly compute it; its migration says what each is. */
export const CACHE_MEASURES = {
  measures: {
    exact_hits: {
      rollup: "sum(u.exact_hits)",
      raw: "sumIf(SIGN, t.billing_state = 'cached' AND t.cache_tier = 'exact')",
    },
    exact_saved: {
      rollup: "sum(u.exact_saved * RATE)",
      raw: "sumIf(t.total_cost * RATE, t.billing_state = 'cached' AND t.cache_tier = 'exact')",
    },
    exact_duration_ns: {
      rollup: "sum(u.exact_duration_ns)",
      raw: "sumIf(toInt64(t.duration_ns) * SIGN, t.billing_state = 'cached' AND t.cache_tier = 'exact')",
    },
    semantic_hits: {
      rollup: "sum(u.semantic_hits)",
      raw: "sumIf(SIGN, t.billing_state = 'cached' AND t.cache_tier = 'semantic')",
    },
    semantic_saved: {
      rollup: "sum(u.semantic_saved * RATE)",
      raw: "sumIf(t.total_cost * RATE, t.billing_state = 'cached' AND t.cache_tier = 'semantic')",
    },
    semantic_duration_ns: {
      rollup: "sum(u.semantic_duration_ns)",
      raw: "sumIf(toInt64(t.duration_ns) * SIGN, t.billing_state = 'cached' AND t.cache_tier = 'semantic')",
    },
    unvalued_hits: {
      rollup: "sum(u.unvalued_hits)",
      raw: "sumIf(SIGN, t.billing_state = 'cached' AND t.cost_status NOT IN ('priced', 'estimated'))",
    },
    read_calls: {
      rollup: "sum(u.read_calls)",
      raw: "sumIf(SIGN, t.billing_state != 'cached' AND t.cache_read_tokens != 0)",
    },
    read_tokens: {
      rollup: "sum(u.read_tokens)",
      raw: "sumIf(toInt64(t.cache_read_tokens), t.billing_state != 'cached')",
    },
    write_5m_tokens: {
      rollup: "sum(u.write_5m_tokens)",
      raw: "sumIf(toInt64(t.cache_write_5m_tokens), t.billing_state != 'cached')",
    },
    write_1h_tokens: {
      rollup: "sum(u.write_1h_tokens)",
      raw: "sumIf(toInt64(t.cache_write_1h_tokens), t.billing_state != 'cached')",
    },
    read_saved: {
      rollup: "sum(u.read_saved * RATE)",
      raw: `sumIf((${PLAIN} * toInt64(t.cache_read_tokens) / ${UNITS} - t.cache_read_cost) * RATE, ${RATED})`,
    },
    write_premium: {
      rollup: "sum(u.write_premium * RATE)",
      raw: `sumIf((t.cache_write_cost - ${PLAIN} * (toInt64(t.cache_write_5m_tokens) + toInt64(t.cache_write_1h_tokens)) / ${UNITS}) * RATE, ${RATED})`,
    },
    unrated_tokens: {
      rollup: "sum(u.unrated_tokens)",
      raw: `sumIf(toInt64(t.cache_read_tokens) + toInt64(t.cache_write_5m_tokens) + toInt64(t.cache_write_1h_tokens), t.billing_state != 'cached' AND NOT (${RATED}))`,
    },
  },
  rawFilter:
    " AND (t.billing_state = 'cached' OR t.cache_read_tokens != 0 OR t.cache_write_5m_tokens != 0 OR t.cache_write_1h_tokens != 0)",
} as const satisfies MeasureSet;

export type CacheMeasure = keyof typeof CACHE_MEASURES.measures;
export const CACHE_MEASURE_NAMES = Object.keys(CACHE_MEASURES.measures) as CacheMeasure[];
