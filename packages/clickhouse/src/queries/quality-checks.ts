interface CheckDefinition {
  readonly title: string;
  readonly advice: string;
  /** Over `q`, the calls in their current state. */
  readonly condition: string;
}

const LATE_SECONDS = 3600;

/** What the data-quality page counts. */
export const QUALITY_CHECKS = {
  no_usage: {
    title: "Calls without usage",
    advice:
      "The sender reported no tokens: streams need their usage option switched on (OpenAI: stream_options.include_usage), aborted calls never say. Their cost is unknown and in no total.",
    condition: "q.counted AND q.cost_status = 'no_usage'",
  },
  estimated_usage: {
    title: "Token counts estimated by the client",
    advice:
      "The instrumentation counts tokens itself instead of passing on what the provider says. Change it to get measured figures.",
    condition: "q.counted AND (q.cost_status = 'estimated' OR has(q.flags, 'usage_estimated'))",
  },
  unpriced: {
    title: "Calls of models without a price",
    advice:
      "Add a price for the model under Settings, Prices, then re-price the range. Until then their cost is unknown and in no total.",
    condition: "q.counted AND q.cost_status = 'unpriced' AND q.billing_state != 'cached'",
  },
  ambiguous_usage: {
    title: "Usage that is incomplete or can be read in two ways",
    advice:
      "Prompt or answer came without a readable count, or nothing says whether input includes cached tokens; the row names the reading that was billed. A newer instrumentation usually says.",
    condition: "q.counted AND hasAny(q.flags, ['ambiguous', 'input_unreported', 'output_unreported'])",
  },
  conflicting_attributes: {
    title: "Spans that contradict themselves",
    advice:
      "Two attributes for the same thing differ; the span's flags name the field. The value of the more specific convention was taken.",
    condition: "q.counted AND arrayExists(flag -> startsWith(flag, 'conflict:'), q.flags)",
  },
  duplicates_removed: {
    title: "Duplicates removed",
    advice:
      "The same call arrived again and was counted once. Nothing to do, unless the number surprises you: look for a second exporter.",
    condition: "q.billing_state = 'duplicate'",
  },
  wrapper_usage_not_billed: {
    title: "Wrapper usage not billed",
    advice:
      "Agent, chain or framework spans repeat the tokens of the calls inside them; only the calls are billed. Nothing to do.",
    condition: "q.billing_state = 'superseded'",
  },
  clock_skew: {
    title: "Spans with impossible times",
    advice:
      "Their clock is off, so they are stored at the time they arrived; the time they claimed is on the span. Check the sender's clock.",
    condition: "has(q.flags, 'clock_skew')",
  },
  late_arrivals: {
    title: "Late arrivals",
    advice:
      "Received more than an hour after the call ended: past figures changed. Look for exporters that were offline or buffer for long.",
    condition: `q.counted AND toUnixTimestamp64Milli(q.received_at) - toInt64(toUnixTimestamp64Nano(q.start_time) / 1000000) - toInt64(q.duration_ns / 1000000) > ${LATE_SECONDS * 1000}`,
  },
  without_feature: {
    title: "Calls without a feature",
    advice:
      "Set the attribute spanledger.feature.name on the span, on a parent or in baggage, so that the cost has a home.",
    condition: "q.counted AND q.feature = ''",
  },
  without_tenant: {
    title: "Calls without a tenant",
    advice:
      "Set the attribute spanledger.tenant.id on the span, on a parent or in baggage, or bind a tenant to the key that sends.",
    condition: "q.counted AND q.tenant = ''",
  },
  reported_cost_differs: {
    title: "Client's cost differs by more than 1 %",
    advice:
      "The sender computed another cost than the price list gives. Check the model's price, or let the project count what clients report.",
    condition:
      "q.counted AND q.cost_status IN ('priced', 'estimated') AND q.billing_state != 'cached' AND isNotNull(q.reported_cost) AND abs(assumeNotNull(q.reported_cost) - q.total_cost) * 100 > abs(q.total_cost)",
  },
} as const satisfies Record<string, CheckDefinition>;

export type QualityCheck = keyof typeof QUALITY_CHECKS;
