import type { AttributeValue } from "../../span.ts";
import { count } from "../parse/count.ts";
import { json } from "../parse/json.ts";
import { readRawUsage, type RawUsage } from "./raw-usage.ts";

const READ = new Set(["input_cache_read", "input_cached_tokens", "cache_read_input_tokens", "input_cached"]);
const WRITE = new Set(["input_cache_creation", "input_cache_write", "cache_creation_input_tokens"]);
const REASONING = new Set(["output_reasoning_tokens", "output_reasoning", "reasoning_tokens"]);
const WRITE_5M = "input_cache_creation_5m";
const WRITE_1H = "input_cache_creation_1h";

export interface LangfuseUsage extends RawUsage {
  readonly audioInput: number;
  readonly audioOutput: number;
  /** False when the total says that the parts were counted inside input and output. */
  readonly consistent: boolean;
}

/**
 * `langfuse.observation.usage_details`: with keys `input`/`output` every key is a bucket of its own (audio and reasoning
 * too); with a provider's keys it is that provider's usage object.
 */
export function readLangfuseUsage(attribute: AttributeValue | undefined): LangfuseUsage | undefined {
  const details = json(attribute);
  if (typeof details !== "object" || details === null || Array.isArray(details)) return undefined;
  if (!("input" in details) && !("output" in details)) {
    const raw = readRawUsage(details);
    return raw && { ...raw, audioInput: 0, audioOutput: 0, consistent: true };
  }
  return fromBuckets(new Map(Object.entries(details)));
}

function fromBuckets(details: ReadonlyMap<string, AttributeValue>): LangfuseUsage | undefined {
  const sum = (wanted: (key: string) => boolean): number | null => {
    let total: number | null = null;
    for (const [key, value] of details) {
      const tokens = wanted(key) ? count(value) : undefined;
      if (tokens !== undefined) total = (total ?? 0) + tokens;
    }
    return total;
  };
  const input = sum((key) => key === "input");
  const output = sum((key) => key === "output");
  if (input === null && output === null) return undefined;
  const cached = (key: string): boolean => READ.has(key) || WRITE.has(key) || key === WRITE_5M || key === WRITE_1H;
  const otherInput = sum((key) => key.startsWith("input_") && !cached(key)) ?? 0;
  const otherOutput = sum((key) => key.startsWith("output_") && !REASONING.has(key)) ?? 0;
  const found = {
    cacheRead: sum((key) => READ.has(key)),
    cacheWrite: sum((key) => WRITE.has(key)),
    cacheWrite5m: sum((key) => key === WRITE_5M),
    cacheWrite1h: sum((key) => key === WRITE_1H),
    reasoning: sum((key) => REASONING.has(key)),
    total: sum((key) => key === "total"),
  };
  const parts = otherInput + otherOutput + (found.cacheRead ?? 0) + (found.reasoning ?? 0) + (found.cacheWrite ?? 0);
  return {
    ...found,
    uncachedInput: (input ?? 0) + otherInput,
    output: (output ?? 0) + otherOutput + (found.reasoning ?? 0),
    input,
    units: {},
    audioInput: sum((key) => key.startsWith("input_audio")) ?? 0,
    audioOutput: sum((key) => key.startsWith("output_audio")) ?? 0,
    consistent: found.total === null || parts === 0 || found.total !== (input ?? 0) + (output ?? 0),
  };
}
