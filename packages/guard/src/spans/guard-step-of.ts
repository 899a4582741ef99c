import type { GuardStep } from "../guard-step.ts";
import { fingerprint } from "../text/fingerprint.ts";
import { isEmptyResult } from "../text/is-empty-result.ts";
import { isErrorResult } from "../text/is-error-result.ts";
import { isPlan } from "../text/is-plan.ts";
import { textParts } from "../text/text-parts.ts";
import { resultFingerprint } from "../text/result-fingerprint.ts";
import { searchWords } from "../text/search-words.ts";
import { answerOf } from "./answer-of.ts";
import type { StepSource } from "./step-source.ts";
import { toolNameOf, toolRunOf } from "./tool-run-of.ts";

/** Google ADK adds it for parallel calls; the calls have spans of their own. */
const MERGED = "(merged)";
const NO_WORDS: readonly number[] = [];
const HANDOFF = /^(?:transfer|hand_?off|hand_?over)(?:_to_(.+)|_.*)?$/i;

/**
 * What a span tells the runaway rules, or null for one that tells nothing: a wrapper, or the second span of a model call
 * that is counted already.
 */
export function guardStepOf(source: StepSource): GuardStep | null {
  const { state, role, operation, ownAgent } = source;
  if (state === "superseded" || state === "duplicate") return null;
  if (role === "call")
    return source.opClass === "generation" ? modelStep(source) : { ...baseOf(source), ...usageOf(source) };
  if (operation === "execute_tool") return toolStep(source);
  if (operation === "invoke_agent" && ownAgent !== "") return { ...baseOf(source), kind: "agent", name: ownAgent };
  return operation === "retrieval" ? { ...baseOf(source), kind: "retrieval", name: source.name } : null;
}

function baseOf(source: StepSource): GuardStep {
  return {
    traceId: source.traceId,
    spanId: source.spanId,
    parentSpanId: source.parentSpanId,
    kind: "other",
    name: source.model,
    agent: source.ownAgent === "" ? source.agent : source.ownAgent,
    startMs: source.startMs,
    endMs: source.endMs,
    isError: source.errorType !== "",
    arguments: "",
    result: "",
    isEmptyResult: false,
    searchWords: NO_WORDS,
    handoffTo: "",
    output: [],
    isFinal: false,
    isPlan: false,
    asks: [],
    inputTokens: null,
    outputTokens: null,
    costPicoUsd: null,
  };
}

function usageOf({ inputTokens, outputTokens, costPicoUsd }: StepSource) {
  return { inputTokens, outputTokens, costPicoUsd };
}

function modelStep(source: StepSource): GuardStep {
  const { text, asks } = answerOf(source.outputMessages);
  const hasStopped = source.finishReasons.length > 0 && !source.finishReasons.includes("tool_calls");
  return {
    ...baseOf(source),
    ...usageOf(source),
    kind: "model",
    output: textParts(text),
    isFinal: hasStopped && asks.length === 0 && text !== "",
    isPlan: isPlan(text),
    asks: asks.map(({ name, arguments: given }) => ({ name, arguments: fingerprint(given) })),
  };
}

function toolStep(source: StepSource): GuardStep | null {
  const run = toolRunOf(source);
  const name = run.name === "" ? toolNameOf(source) : run.name;
  if (name === MERGED) return null;
  const base = baseOf(source);
  const isError = base.isError || run.isError || isErrorResult(run.result);
  const isEmpty = !isError && isEmptyResult(run.result);
  const error = run.result === "" ? firstLine(source.statusMessage) || source.errorType : run.result;
  return {
    ...base,
    kind: "tool",
    name,
    isError,
    arguments: fingerprint(run.arguments),
    result: resultFingerprint(isError ? error : run.result),
    isEmptyResult: isEmpty,
    searchWords: isEmpty ? searchWords(run.arguments) : NO_WORDS,
    handoffTo: handoffTo(name, run.arguments),
  };
}

/** `transfer_to_billing`, or a tool called `handoff` whose arguments name the agent. */
function handoffTo(name: string, given: string): string {
  const match = HANDOFF.exec(name);
  if (match === null) return "";
  const target = /"(?:to|agent|agent_?name|target|recipient|assistant|destination)"\s*:\s*"([^"]+)"/i.exec(given)?.[1];
  return target ?? (given.startsWith("{") ? (match[1] ?? "") : given || (match[1] ?? ""));
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}
