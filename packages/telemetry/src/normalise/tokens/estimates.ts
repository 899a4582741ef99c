import type { SpanFacts } from "../dialect.ts";

/** A known local estimate: tokens that the instrumentation counted itself instead of the provider. */
export interface Estimate {
  readonly id: string;
  readonly scope: RegExp;
  readonly when?: (facts: SpanFacts) => boolean;
  /** The span does not say whether this call was estimated; then only the confidence drops. */
  readonly possibly?: boolean;
}

const streamed = (facts: SpanFacts): boolean =>
  STREAM_KEYS.some((key) => [true, "true", "True"].includes(facts.attributes.get(key) as string | boolean));
const STREAM_KEYS = ["gen_ai.request.stream", "gen_ai.is_streaming", "llm.is_streaming", "gen_ai.request.is_stream"];
const DETAILS = [
  "gen_ai.usage.cache_read.input_tokens",
  "gen_ai.usage.reasoning_tokens",
  "gen_ai.usage.reasoning.output_tokens",
];

export const ESTIMATES: readonly Estimate[] = [
  { id: "traceloop-openai-stream", scope: /^@traceloop\/instrumentation-openai$/, when: streamed },
  { id: "traceloop-openai", scope: /^@traceloop\/instrumentation-openai$/, possibly: true },
  // Adds what the first event of a stream counts to what the last one does.
  {
    id: "traceloop-anthropic-stream",
    scope: /^opentelemetry\.instrumentation\.anthropic$/,
    when: streamed,
    possibly: true,
  },
  { id: "openlit-langchain", scope: /^(@openlit\/instrumentation-|openlit\.instrumentation\.)langchain$/ },
  {
    id: "openlit-stream-without-details",
    scope: /^(@openlit\/instrumentation-|openlit\.instrumentation\.)/,
    when: (facts) => streamed(facts) && !DETAILS.some((key) => facts.attributes.has(key)),
  },
  {
    id: "aws-sdk-invoke-stream",
    scope: /^@opentelemetry\/instrumentation-aws-sdk$/,
    when: (facts) => facts.attributes.get("rpc.method") === "InvokeModelWithResponseStream",
  },
];

/** How far this span's token counts are known to be estimates. */
export function estimateOf(facts: SpanFacts): "estimated" | "possibly" | "measured" {
  for (const estimate of ofScope(facts.scopeName)) {
    if (estimate.when?.(facts) ?? true) {
      return estimate.possibly === true ? "possibly" : "estimated";
    }
  }
  return "measured";
}

const REMEMBERED_SCOPES = 500;
const byScope = new Map<string, readonly Estimate[]>();

function ofScope(scopeName: string): readonly Estimate[] {
  const known = byScope.get(scopeName);
  if (known !== undefined) return known;
  const found = ESTIMATES.filter(({ scope }) => scope.test(scopeName));
  if (byScope.size < REMEMBERED_SCOPES) byScope.set(scopeName, found);
  return found;
}
