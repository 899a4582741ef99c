import { findProviderRow } from "./find-provider-row.ts";
import type { ProviderRow } from "./provider-table.ts";

/** Families whose ids only one provider uses. Order matters: Bedrock ids contain vendor names. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [
    /^((us|eu|apac|au|jp|ca|in|us-gov|global)\.)?(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|writer|stability)\./,
    "aws.bedrock",
  ],
  [/^arn:aws[a-z-]*:bedrock:/, "aws.bedrock"],
  [/^accounts\/fireworks\//, "fireworks"],
  [/^publishers\/|^projects\/[^/]+\/locations\//, "gcp.vertex_ai"],
  [/^claude/, "anthropic"],
  [
    /^(ft:)?(gpt-|o[1345](-|$)|chatgpt|text-embedding-(3|ada)|dall-e|whisper-1$|tts-|codex|omni-moderation|text-moderation)/,
    "openai",
  ],
  [/^(models\/)?(gemini|gemma|text-embedding-00|imagen|veo)/, "gcp.gemini"],
  [/^grok/, "x_ai"],
  [/^(open-)?(mistral|mixtral|codestral|ministral|pixtral|magistral|devstral)/, "mistral_ai"],
  [/^(command|rerank-|embed-)/, "cohere"],
  [/^deepseek/, "deepseek"],
  [/^sonar/, "perplexity"],
  [/^(kimi|moonshot)/, "moonshot_ai"],
];

export interface InferredProvider {
  readonly row: ProviderRow;
  /** The model id without the `provider/` prefix that named the provider. */
  readonly model: string;
}

/**
 * The provider of a call that names none: a `provider/` prefix in front of the model (as LiteLLM writes it), else the
 * family of the id. It only picks the list to look in; the id itself must still match there exactly.
 */
export function inferProviderRow(model: string): InferredProvider | undefined {
  const id = model.toLowerCase();
  const slash = id.indexOf("/");
  if (slash > 0) {
    const prefix = findProviderRow(id.slice(0, slash));
    if (prefix.kind === "row") return { row: prefix.row, model: model.slice(slash + 1) };
  }
  const family = FAMILIES.find(([pattern]) => pattern.test(id));
  const found = family === undefined ? undefined : findProviderRow(family[1]);
  return found?.kind === "row" ? { row: found.row, model } : undefined;
}
