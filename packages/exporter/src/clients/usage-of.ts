import type { Usage } from "../guard/price/usage.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Tokens that a provider's `usage` object (or Gemini's `usageMetadata`) reports; undefined when it has no counts. */
export function usageOf(reported: unknown): Usage | undefined {
  if (typeof reported !== "object" || reported === null) return undefined;
  const usage = reported as Fields;
  if (typeof usage["inputTokens"] === "object" || typeof usage["outputTokens"] === "object") return nested(usage);
  const input = count(usage, "prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens", "promptTokens");
  const output = count(
    usage,
    "completion_tokens",
    "output_tokens",
    "candidatesTokenCount",
    "outputTokens",
    "completionTokens",
  );
  if (input === undefined && output === undefined) return undefined;
  const written = count(usage, "cache_creation_input_tokens", "cacheWriteInputTokens") ?? 0;
  const beside = count(usage, "cache_read_input_tokens", "cacheReadInputTokens");
  const inside = count(
    { ...part(usage["prompt_tokens_details"]), ...part(usage["input_tokens_details"]), ...usage },
    "cached_tokens",
    "cachedContentTokenCount",
    "cachedInputTokens",
  );
  // Anthropic and Bedrock count cache reads and writes beside the input, all others inside it.
  const within = beside === undefined ? (inside ?? 0) : 0;
  return {
    inputTokens: Math.max(0, (input ?? 0) - within),
    cacheReadTokens: beside ?? within,
    cacheWriteTokens: written,
    outputTokens: (output ?? 0) + (count(usage, "thoughtsTokenCount") ?? 0),
  };
}

/** Vercel AI SDK 6 and 7. */
function nested(usage: Fields): Usage | undefined {
  const input = part(usage["inputTokens"]);
  const output = part(usage["outputTokens"]);
  const total = count(input, "total");
  const read = count(input, "cacheRead") ?? 0;
  const written = count(input, "cacheWrite") ?? 0;
  if (total === undefined && count(output, "total") === undefined) return undefined;
  return {
    inputTokens: count(input, "noCache") ?? Math.max(0, (total ?? 0) - read - written),
    cacheReadTokens: read,
    cacheWriteTokens: written,
    outputTokens: count(output, "total") ?? 0,
  };
}

function count(fields: Fields, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  }
  return undefined;
}

function part(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
