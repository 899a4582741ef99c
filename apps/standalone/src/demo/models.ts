/** A model as the fictitious company calls it. */
export interface Model {
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  /** Milliseconds to the first token, median. */
  readonly firstTokenMs: number;
  readonly outputTokensPerSecond: number;
}

/** Five providers and, since a few days, one model of their own making that no price list knows. */
export const MODELS = {
  gpt: model("openai", "gpt-5.4-mini", [420, 95]),
  gptLarge: model("openai", "gpt-5.4", [780, 60]),
  sonnet: model("anthropic", "claude-sonnet-4-6", [900, 70]),
  haiku: model("anthropic", "claude-haiku-4-5", [480, 130]),
  bedrockSonnet: model("aws.bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", [1100, 58]),
  gemini: model("gcp.vertex_ai", "gemini-2.5-flash", [380, 160]),
  mistral: model("mistral_ai", "mistral-medium-latest", [520, 75]),
  embed: model("openai", "text-embedding-3-small", [60, 0]),
  ownTriage: model("mistral_ai", "nordwind-triage-8b", [210, 110]),
} as const satisfies Record<string, Model>;

function model(
  provider: string,
  name: string,
  [firstTokenMs, outputTokensPerSecond]: readonly [number, number],
): Model {
  return { provider, requestModel: name, responseModel: name, firstTokenMs, outputTokensPerSecond };
}
