/** What each threshold means, in the order of the form; names are those of the API. */
export const LIMIT_WORDS: readonly { readonly name: string; readonly label: string; readonly hint: string }[] = [
  { name: "same_calls", label: "Same call", hint: "Times with the same arguments and result" },
  { name: "polled_calls", label: "Polling", hint: "The same with growing pauses" },
  { name: "same_arguments", label: "Same arguments", hint: "Times, whatever comes back" },
  { name: "cycle_rounds", label: "Cycle", hint: "Rounds of two to six calls" },
  { name: "idle_handoffs", label: "Hand-offs", hint: "Between agents, without work" },
  { name: "tool_failures", label: "Tool failures", hint: "In a row, unchanged" },
  { name: "model_failures", label: "Model failures", hint: "In a row, without waiting longer" },
  { name: "empty_results", label: "Empty results", hint: "Searches in a row" },
  { name: "repeated_texts", label: "Repeated answers", hint: "In a row, nothing new" },
  { name: "plans", label: "Plans", hint: "Without a step of work" },
  { name: "stale_calls", label: "Growing context", hint: "Calls without anything new" },
  { name: "output_growth", label: "Growing answers", hint: "Times the first answer" },
  { name: "growing_fan_out", label: "Growing fan-out", hint: "Parallel calls that grow" },
  { name: "fan_out", label: "Fan-out", hint: "Parallel calls of one answer" },
  { name: "steps", label: "Model calls", hint: "Of one trace" },
  { name: "depth", label: "Depth", hint: "Agents inside one another" },
  { name: "tokens", label: "Tokens", hint: "Of one trace" },
  { name: "cost_usd", label: "Cost, US dollars", hint: "Of one trace" },
  { name: "cost_per_minute_usd", label: "Cost per minute, US dollars", hint: "Of one trace" },
  { name: "times_usual_cost", label: "Times the usual cost", hint: "What 99 % of the feature’s traces cost" },
];

/** What the form sends: the API checks it and says what is wrong. An empty field is inherited. */
export function limitsOf(texts: Readonly<Record<string, string>>): Record<string, unknown> {
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== "");
  return Object.fromEntries(filled.map(([name, text]) => [name, valueOf(name, text.trim())]));
}

function valueOf(name: string, text: string): unknown {
  if (text.toLowerCase() === "off") return null;
  return !name.endsWith("_usd") && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** A limit as the form shows it. */
export function limitText(value: number | string | null | undefined): string {
  return value === undefined ? "" : value === null ? "off" : String(value);
}
