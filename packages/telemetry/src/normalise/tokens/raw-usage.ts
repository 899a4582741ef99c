import type { AttributeValue } from "../../span.ts";
import { atPointer } from "../parse/at-pointer.ts";
import { count } from "../parse/count.ts";
import { decimal } from "../parse/decimal.ts";

/** A provider's own usage object, read by its key names: buckets are disjoint, output has reasoning inside. */
export interface RawUsage {
  readonly uncachedInput: number;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly cacheWrite5m: number | null;
  readonly cacheWrite1h: number | null;
  readonly output: number | null;
  readonly reasoning: number | null;
  /** As the provider wrote them. */
  readonly input: number | null;
  readonly total: number | null;
  /** Searches billed apart, e.g. { search: 2 }. */
  readonly units: Readonly<Record<string, number>>;
}

type Read = (...paths: readonly string[]) => number | null;

/**
 * Reads `usage`, `usageMetadata`, `billed_units` and their like by the names of their keys: Anthropic and Bedrock
 * Converse count cached tokens beside the input, everybody else inside it; Gemini counts thoughts beside the output.
 * undefined when no known count is there.
 */
export function readRawUsage(usage: AttributeValue | undefined): RawUsage | undefined {
  if (typeof usage !== "object" || usage === null) return undefined;
  const read: Read = (...paths) => {
    for (const path of paths) {
      const found = count(atPointer(usage, path.split("/")));
      if (found !== undefined) return found;
    }
    return null;
  };
  const billed = atPointer(usage, ["billed_units"]);
  if (billed !== undefined) return withUnits(readRawUsage(billed), decimal(atPointer(billed, ["search_units"])));
  const found = gemini(read) ?? exclusive(read) ?? inclusive(read);
  return withUnits(found, decimal(atPointer(usage, ["server_tool_use", "web_search_requests"])));
}

function gemini(read: Read): RawUsage | undefined {
  const input = read("promptTokenCount", "prompt_token_count");
  if (input === null) return undefined;
  const cacheRead = read("cachedContentTokenCount", "cached_content_token_count");
  const reasoning = read("thoughtsTokenCount", "thoughts_token_count");
  const candidates = read("candidatesTokenCount", "candidates_token_count");
  const toolUse = read("toolUsePromptTokenCount", "tool_use_prompt_token_count") ?? 0;
  return {
    ...NOTHING,
    uncachedInput: input - (cacheRead ?? 0) + toolUse,
    cacheRead,
    output: candidates === null && reasoning === null ? null : (candidates ?? 0) + (reasoning ?? 0),
    reasoning,
    input,
    total: read("totalTokenCount", "total_token_count"),
  };
}

function exclusive(read: Read): RawUsage | undefined {
  const input = read("input_tokens", "inputTokens");
  const cacheRead = read("cache_read_input_tokens", "cacheReadInputTokens");
  const cacheWrite = read("cache_creation_input_tokens", "cacheWriteInputTokens");
  if (input === null || (cacheRead === null && cacheWrite === null)) return undefined;
  return {
    ...NOTHING,
    uncachedInput: input,
    cacheRead,
    cacheWrite,
    cacheWrite5m: read("cache_creation/ephemeral_5m_input_tokens"),
    cacheWrite1h: read("cache_creation/ephemeral_1h_input_tokens"),
    output: read("output_tokens", "outputTokens"),
    input,
    total: read("total_tokens", "totalTokens"),
  };
}

/** Where gateways and frameworks say how long the written part is kept. */
function lifetimes(name: string): readonly string[] {
  return [`prompt_tokens_details/cache_creation_token_details/${name}`, `input_token_details/${name}`];
}

function inclusive(read: Read): RawUsage | undefined {
  const input = read("prompt_tokens", "input_tokens", "inputTokens", "promptTokens");
  const output = read("completion_tokens", "output_tokens", "outputTokens", "completionTokens");
  if (input === null && output === null) return undefined;
  const cacheRead = read(
    "prompt_tokens_details/cached_tokens",
    "input_tokens_details/cached_tokens",
    "input_token_details/cache_read",
    "inputTokenDetails/cacheReadTokens",
    "prompt_cache_hit_tokens",
  );
  const cacheWrite5m = read(...lifetimes("ephemeral_5m_input_tokens"));
  const cacheWrite1h = read(...lifetimes("ephemeral_1h_input_tokens"), ...lifetimes("ephemeral_1hr_input_tokens"));
  const written = read(
    "prompt_tokens_details/cache_write_tokens",
    "prompt_tokens_details/cache_creation_tokens",
    "input_tokens_details/cache_write_tokens",
    "input_token_details/cache_creation",
    "inputTokenDetails/cacheWriteTokens",
  );
  const cacheWrite =
    cacheWrite5m === null && cacheWrite1h === null
      ? written
      : Math.max(written ?? 0, (cacheWrite5m ?? 0) + (cacheWrite1h ?? 0));
  const uncached =
    read("inputTokenDetails/noCacheTokens", "noCacheTokens") ?? (input ?? 0) - (cacheRead ?? 0) - (cacheWrite ?? 0);
  return {
    ...NOTHING,
    uncachedInput: Math.max(uncached, 0) === uncached ? uncached : (input ?? 0),
    cacheRead,
    cacheWrite,
    cacheWrite5m,
    cacheWrite1h,
    output,
    reasoning: read(
      "completion_tokens_details/reasoning_tokens",
      "output_tokens_details/reasoning_tokens",
      "output_token_details/reasoning",
      "outputTokenDetails/reasoningTokens",
    ),
    input,
    total: read("total_tokens", "totalTokens"),
  };
}

function withUnits(usage: RawUsage | undefined, searches: number | undefined): RawUsage | undefined {
  return usage === undefined || searches === undefined || searches <= 0
    ? usage
    : { ...usage, units: { search: searches } };
}

const NOTHING: RawUsage = {
  uncachedInput: 0,
  cacheRead: null,
  cacheWrite: null,
  cacheWrite5m: null,
  cacheWrite1h: null,
  output: null,
  reasoning: null,
  input: null,
  total: null,
  units: {},
};
