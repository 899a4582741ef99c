import { type Attributes, type HrTime, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import {
  fingerprint,
  type GuardStep,
  isEmptyResult,
  isErrorResult,
  isPlan,
  resultFingerprint,
  searchWords,
  textParts,
} from "@spanledger/guard";
import type { Pricing } from "../price/create-pricing.ts";
import { type Answer, answerOf } from "./answer-of.ts";
import { stepKind } from "./step-kind.ts";

const TOOL_NAMES = ["gen_ai.tool.name", "ai.toolCall.name", "tool.name", "genkit:name", "traceloop.entity.name"];
const TOOL_ARGUMENTS = [
  "gen_ai.tool.call.arguments",
  "ai.toolCall.args",
  "tool.parameters",
  "tool_call.function.arguments",
  "gen_ai.tool.args",
  "gen_ai.tool.input",
  "gcp.vertex.agent.tool_call_args",
  "anthropic.tool_use.input",
  "gen_ai.input.messages",
  "genkit:input",
  "traceloop.entity.input",
  "input.value",
  "langfuse.observation.input",
];
const TOOL_RESULTS = [
  "gen_ai.tool.call.result",
  "ai.toolCall.result",
  "gen_ai.tool.output",
  "gcp.vertex.agent.tool_response",
  "anthropic.tool_result.content",
  "gen_ai.output.messages",
  "genkit:output",
  "traceloop.entity.output",
  "output.value",
  "langfuse.observation.output",
];
const INPUT_TOKENS = ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"];
const OUTPUT_TOKENS = ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"];
const MODELS = ["gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "ai.model.id"];
const NO_ANSWER: Answer = { text: "", asks: [] };

/** What a finished span tells the rules; content only as fingerprints. */
export function stepOfSpan(span: ReadableSpan, pricing: Pricing): GuardStep {
  const { attributes } = span;
  const { traceId, spanId } = span.spanContext();
  const kind = stepKind(attributes);
  const isTool = kind === "tool";
  const model = kind === "model" ? text(attributes, MODELS) : "";
  const result = isTool ? text(attributes, TOOL_RESULTS) : "";
  const isError = span.status.code === SpanStatusCode.ERROR || (isTool && isErrorResult(result));
  const isEmpty = isTool && isEmptyResult(result);
  const answer = kind === "model" ? answerOf(attributes) : NO_ANSWER;
  const inputTokens = kind === "model" ? count(attributes, INPUT_TOKENS) : null;
  const outputTokens = kind === "model" ? count(attributes, OUTPUT_TOKENS) : null;
  return {
    traceId,
    spanId,
    parentSpanId: parentOf(span),
    kind,
    name: isTool ? text(attributes, TOOL_NAMES) || span.name : model || span.name,
    agent: text(attributes, ["gen_ai.agent.name"]),
    startMs: milliseconds(span.startTime),
    endMs: milliseconds(span.endTime),
    isError,
    arguments: isTool ? fingerprint(text(attributes, TOOL_ARGUMENTS)) : "",
    result: isTool ? resultFingerprint(isError ? (span.status.message ?? result) : result) : "",
    isEmptyResult: isEmpty,
    searchWords: isEmpty ? searchWords(text(attributes, TOOL_ARGUMENTS)) : [],
    handoffTo: isTool ? handoffOf(attributes) : "",
    output: textParts(answer.text),
    isFinal: kind === "model" && answer.text !== "" && answer.asks.length === 0,
    isPlan: isPlan(answer.text),
    asks: answer.asks,
    inputTokens,
    outputTokens,
    costPicoUsd: costOf(model, inputTokens, { outputTokens, pricing }),
  };
}

function costOf(
  model: string,
  inputTokens: number | null,
  { outputTokens, pricing }: { outputTokens: number | null; pricing: Pricing },
): bigint | null {
  if (inputTokens === null && outputTokens === null) return null;
  const usage = {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
  };
  return pricing.cost(model, usage) ?? null;
}

function handoffOf(attributes: Attributes): string {
  const name = text(attributes, TOOL_NAMES);
  const transfer = /^(?:transfer|handoff)_to_(?!agent$)(.+)$/.exec(name)?.[1];
  if (transfer !== undefined) return transfer;
  if (!/^(handoff|hand_off|transfer_to_agent|delegate)$/.test(name)) return "";
  return /"(?:to|agent|agent_name|target)"\s*:\s*"([^"]{1,100})"/.exec(text(attributes, TOOL_ARGUMENTS))?.[1] ?? "";
}

function parentOf(span: ReadableSpan): string {
  const either = span as { readonly parentSpanContext?: { readonly spanId: string }; readonly parentSpanId?: string };
  return either.parentSpanContext?.spanId ?? either.parentSpanId ?? "";
}

function text(attributes: Attributes, keys: readonly string[]): string {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function count(attributes: Attributes, keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "number" && value >= 0) return Math.trunc(value);
  }
  return null;
}

function milliseconds([seconds, nanoseconds]: HrTime): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
