/** Who serves the model, as far as token counting differs. */
export type ProviderFamily = "openai" | "anthropic" | "bedrock" | "gemini" | "xai" | "other";

/** What an emitter's input count means; `partial_read_if_over`: cache reads are inside, writes outside, if they do not fit. */
export type EmitterRule = "inclusive" | "exclusive" | "partial_read_if_over";

/** All a span says about its tokens, of one usage family. null = not reported. */
export interface TokenEvidence {
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly cacheWrite5m: number | null;
  readonly cacheWrite1h: number | null;
  readonly reasoning: number | null;
  readonly family: ProviderFamily;
  /** Cache counts are spelled `cache_read.input_tokens`: names born with the inclusive definition. */
  readonly dotted: boolean;
  /** Cache counts are spelled flat, e.g. `cache_read_input_tokens`. */
  readonly flat: boolean;
  /** The scope's schema URL is 1.40 or newer. */
  readonly inclusiveSchema: boolean;
  /** `rule` null: the emitter is known, but what it means is not. */
  readonly emitter: {
    readonly rule: EmitterRule | null;
    readonly confidence: number;
    readonly reasoningOutside?: boolean;
  } | null;
  /** Uncached input itself, when the source gives disjoint counts. */
  readonly disjointInput: number | null;
  /** Output excludes reasoning because the source keeps it as a bucket of its own. */
  readonly disjointReasoning: boolean;
  /** `openai.*` models on Bedrock: inclusive with a doubled total. */
  readonly anomalyInclusive: boolean;
}
