import type { Model } from "./models.ts";
import { pickVersion, type PromptName } from "./prompts.ts";
import type { Request, TraceBuilder } from "./trace-builder.ts";

export interface ModelCall {
  readonly parent?: string;
  readonly startMs: number;
  readonly model: Model;
  readonly prompt: PromptName;
  readonly version?: string;
  /** The whole prompt, cached parts included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
  readonly finishReason?: string;
  /** The company's own response cache answered, from an entry that a call of this tenant had made. */
  readonly entry?: CacheEntry;
  readonly question: string;
  readonly answer: string;
}

export interface CacheEntry {
  readonly tier: "exact" | "semantic";
  readonly tenant: string;
}

export interface ModelCallResult {
  readonly endMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly failed: boolean;
}

/** A look-up, and for a similar prompt its embedding before. */
const HIT_MS = { exact: 4, semantic: 37 } as const;

const FAILURES = [
  { type: "rate_limit_exceeded", message: "429: rate limit reached, retry later" },
  { type: "timeout", message: "The model did not answer within 30 s" },
  { type: "overloaded_error", message: "529: overloaded" },
] as const;

/** Adds one chat span. About one call in a hundred fails before it reports any usage, as in production. */
export function addModelCall(trace: TraceBuilder, request: Request, call: ModelCall): ModelCallResult {
  const { random, daysAgo } = request;
  const { model } = call;
  const failure = random.chance(0.011) ? random.pick(FAILURES) : undefined;
  const error = call.entry ? undefined : failure;
  const inputTokens = Math.round(call.inputTokens);
  const outputTokens = Math.round(call.outputTokens);
  const waitedMs = random.skewed(model.firstTokenMs * (1 + inputTokens / 60_000), 0.3);
  const firstTokenMs = call.entry ? HIT_MS[call.entry.tier] + inputTokens / 4000 : waitedMs;
  const generatedMs = call.entry ? 1 : (outputTokens / model.outputTokensPerSecond) * 1000;
  const durationMs = error ? random.skewed(900, 0.8) : firstTokenMs + generatedMs;
  trace.add({
    name: `chat ${model.requestModel}`,
    ...(call.parent === undefined ? {} : { parent: call.parent }),
    startMs: call.startMs,
    durationMs,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": model.provider,
      "gen_ai.request.model": model.requestModel,
      "gen_ai.prompt.name": call.prompt,
      "gen_ai.prompt.version": call.version ?? pickVersion(call.prompt, daysAgo, random),
      "gen_ai.input.messages": messages("user", call.question),
      ...(error
        ? {}
        : answered(call, { inputTokens, outputTokens, firstTokenMs, responseId: `resp_${random.hex(10)}` })),
    },
    ...(error ? { error } : {}),
  });
  const used = error ? { inputTokens: 0, outputTokens: 0 } : { inputTokens, outputTokens };
  return { endMs: call.startMs + durationMs, ...used, failed: error !== undefined };
}

interface Answer {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly firstTokenMs: number;
  readonly responseId: string;
}

function answered(call: ModelCall, { inputTokens, outputTokens, firstTokenMs, responseId }: Answer) {
  return {
    "gen_ai.response.model": call.model.responseModel,
    "gen_ai.response.id": responseId,
    "gen_ai.response.finish_reasons": [call.finishReason ?? "stop"],
    "gen_ai.response.time_to_first_chunk": Math.round(firstTokenMs) / 1000,
    "gen_ai.usage.input_tokens": inputTokens,
    "gen_ai.usage.output_tokens": outputTokens,
    ...(call.cacheReadTokens ? { "gen_ai.usage.cache_read.input_tokens": Math.round(call.cacheReadTokens) } : {}),
    ...(call.cacheWriteTokens ? { "gen_ai.usage.cache_creation.input_tokens": Math.round(call.cacheWriteTokens) } : {}),
    ...(call.entry
      ? {
          "spanledger.cache.status": "hit",
          "spanledger.cache.type": call.entry.tier,
          "spanledger.cache.entry.tenant": call.entry.tenant,
        }
      : {}),
    ...(call.reasoningTokens ? { "gen_ai.usage.reasoning.output_tokens": Math.round(call.reasoningTokens) } : {}),
    "gen_ai.output.messages": messages("assistant", call.answer),
  };
}

function messages(role: string, content: string): string {
  return JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
}
