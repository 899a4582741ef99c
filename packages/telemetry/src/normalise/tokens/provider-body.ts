import type { AttributeValue } from "../../span.ts";
import type { SpanFacts } from "../dialect.ts";
import { isModelKind } from "../conditions.ts";
import { atPointer } from "../parse/at-pointer.ts";
import { json } from "../parse/json.ts";
import { providerUsage } from "./provider-usage.ts";
import { readRawUsage, type RawUsage } from "./raw-usage.ts";

const BODY_KEYS = ["gen_ai.completion", "mlflow.spanOutputs", "response_data"];

/** The usage object inside the provider's response body, where an instrumentation keeps the body of a model span. */
export function readProviderBody(facts: SpanFacts): RawUsage | undefined {
  const openInference = isModelKind(facts) ? [facts.attributes.get("output.value")] : [];
  for (const value of [...openInference, ...BODY_KEYS.map((key) => facts.attributes.get(key))]) {
    if (!mentionsUsage(value)) continue;
    const usage = providerUsage(json(value));
    if (usage !== undefined) return usage;
  }
  return undefined;
}

const USAGE_KEYS = ["gen_ai.usage.raw", "metadata.usage_object", "langsmith.metadata.usage_metadata"];

/** The usage object that an instrumentation keeps whole beside its own counts. */
export function readUsageObject({ attributes }: SpanFacts): RawUsage | undefined {
  for (const key of USAGE_KEYS) {
    const value = attributes.get(key);
    const usage = value === undefined ? undefined : readRawUsage(json(value));
    if (usage !== undefined) return usage;
  }
  return undefined;
}

const CLAUDE_PLACES = [
  ["providerMetadata", "anthropic", "usage"],
  ["providerMetadata", "bedrock", "usage"],
  ["response", "usage"],
  ["usage"],
];
const CLAUDE_KEYS = /cache_(?:read|creation)_input_tokens|cache(?:Read|Write)InputTokens/;

/** Claude's own usage object with cached tokens, in the response body: proof of what the counts beside it leave out. */
export function readClaudeBody({ attributes }: SpanFacts): RawUsage | undefined {
  for (const key of BODY_KEYS) {
    const value = attributes.get(key);
    if (typeof value !== "string" || !CLAUDE_KEYS.test(value)) continue;
    const body = json(value);
    for (const place of CLAUDE_PLACES) {
      const usage = readRawUsage(atPointer(body, place));
      if (usage !== undefined && usage.input === usage.uncachedInput && isCached(usage)) return usage;
    }
  }
  return undefined;
}

function isCached({ cacheRead, cacheWrite }: RawUsage): boolean {
  return (cacheRead ?? 0) + (cacheWrite ?? 0) > 0;
}

/** `usage` of a Messages response, or of Bedrock, that the AI SDK passes through on its inner spans. */
export function readVercelMetadata(facts: SpanFacts): RawUsage | undefined {
  const metadata = facts.attributes.get("ai.response.providerMetadata");
  if (!mentionsUsage(metadata)) return undefined;
  const parsed = json(metadata);
  return providerUsage(atPointer(parsed, ["anthropic"])) ?? providerUsage(atPointer(parsed, ["bedrock"]));
}

function mentionsUsage(value: AttributeValue | undefined): boolean {
  return typeof value === "string" ? /"?usage/i.test(value) : typeof value === "object" && value !== null;
}
