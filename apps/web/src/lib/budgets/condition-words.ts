import type { AlertCondition, AlertMeasure, AlertRule } from "@spanledger/alerts";

/** What an alert can watch, with the unit of its threshold. The same as ALERT_MEASURES, without the checks around it. */
export const MEASURE_LABELS = {
  spend: { label: "Spend", unit: "currency" },
  calls: { label: "Calls", unit: "calls" },
  tokens: { label: "Tokens", unit: "tokens" },
  error_rate: { label: "Error rate", unit: "%" },
  p95: { label: "p95 of the duration", unit: "ms" },
  ttft: { label: "p95 of the time to first token", unit: "ms" },
  cache_hit_rate: { label: "Cache hit rate", unit: "%" },
  cost_per_call: { label: "Cost per call", unit: "currency" },
  unpriced_share: { label: "Share of calls without a price", unit: "%" },
  runaways: { label: "Runaways found", unit: "findings" },
  ledger_failures: { label: "Failed ledger verifications", unit: "findings" },
} as const satisfies Record<AlertMeasure, { readonly label: string; readonly unit: string }>;

/** "Error rate above 5 %, of an hour" */
export function conditionWords({ measure, condition, windowMinutes, forMinutes }: AlertRule, currency: string): string {
  const { label, unit } = MEASURE_LABELS[measure];
  const hold = forMinutes > 0 ? `, for ${minutesWords(forMinutes)}` : "";
  const window = condition.kind === "anomaly" ? "" : `, over ${minutesWords(windowMinutes)}`;
  return `${label} ${limitWords(condition, unit === "currency" ? currency : unit)}${window}${hold}`;
}

function limitWords(condition: AlertCondition, unit: string): string {
  switch (condition.kind) {
    case "absolute":
      return `${condition.direction} ${condition.threshold} ${unit}`;
    case "change":
      return `${condition.percent} % ${condition.direction} the window before`;
    case "anomaly":
      return `${condition.deviations} deviations ${condition.direction === "both" ? "off" : condition.direction} the usual hour of the week`;
  }
}

/** "90 min", "2 h", "7 days" */
function minutesWords(minutes: number): string {
  if (minutes % 1_440 === 0) return minutes === 1_440 ? "24 h" : `${minutes / 1_440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
