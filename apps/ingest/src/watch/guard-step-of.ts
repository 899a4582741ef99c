import { fingerprint, type GuardStep, isEmptyResult, isErrorResult, isPlan, textParts } from "@spanledger/guard";
import type { RecordedSpan } from "../process/processor.ts";
import { answerOf } from "./answer-of.ts";
import { toolNameOf, toolRunOf } from "./tool-run-of.ts";

const NS_PER_MS = 1_000_000n;
/** Google ADK adds it for parallel calls; the calls have spans of their own. */
const MERGED = "(merged)";
const HANDOFF = /^(?:transfer|hand_?off|hand_?over)(?:_to_(.+)|_.*)?$/i;

/**
 * What a span tells the runaway rules, or null for one that tells nothing: a wrapper, or the second span of a model call
 * that is counted already.
 */
export function guardStepOf(recorded: RecordedSpan): GuardStep | null {
  const { call, booking } = recorded;
  if (booking.state === "superseded" || booking.state === "duplicate") return null;
  if (call.role === "call") return call.opClass === "generation" ? modelStep(recorded) : otherStep(recorded);
  if (call.operation === "execute_tool") return toolStep(recorded);
  const agent = call.identity.own.agent ?? "";
  if (call.operation === "invoke_agent" && agent !== "") return { ...baseOf(recorded), kind: "agent", name: agent };
  return call.operation === "retrieval" ? { ...baseOf(recorded), kind: "retrieval", name: call.span.name } : null;
}

function baseOf({ call, booking }: RecordedSpan): GuardStep {
  const { span } = call;
  const startMs = Number(span.startTimeNs / NS_PER_MS);
  const endNs = span.endTimeNs < span.startTimeNs ? span.startTimeNs : span.endTimeNs;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    kind: "other",
    name: "",
    agent: call.identity.own.agent ?? booking.dimensions.agent,
    startMs,
    endMs: Number(endNs / NS_PER_MS),
    isError: call.errorType !== "",
    arguments: "",
    result: "",
    isEmptyResult: false,
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

function otherStep(recorded: RecordedSpan): GuardStep {
  return { ...baseOf(recorded), name: modelOf(recorded), ...usageOf(recorded) };
}

function modelStep(recorded: RecordedSpan): GuardStep {
  const { content, finishReasons } = recorded.call;
  const { text, asks } = answerOf(content.outputMessages);
  const hasStopped = finishReasons.length > 0 && !finishReasons.includes("tool_calls");
  return {
    ...baseOf(recorded),
    ...usageOf(recorded),
    kind: "model",
    name: modelOf(recorded),
    output: textParts(text),
    isFinal: hasStopped && asks.length === 0 && text !== "",
    isPlan: isPlan(text),
    asks: asks.map(({ name, arguments: given }) => ({ name, arguments: fingerprint(given) })),
  };
}

function toolStep(recorded: RecordedSpan): GuardStep | null {
  const { call } = recorded;
  const run = toolRunOf(call);
  const name = run.name === "" ? toolNameOf(call) : run.name;
  if (name === MERGED) return null;
  const base = baseOf(recorded);
  const isError = base.isError || run.isError || isErrorResult(run.result);
  const error = run.result === "" ? firstLine(call.content.statusMessage) || call.errorType : run.result;
  return {
    ...base,
    kind: "tool",
    name,
    isError,
    arguments: fingerprint(run.arguments),
    result: fingerprint(isError ? error : run.result),
    isEmptyResult: !isError && isEmptyResult(run.result),
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

function usageOf({
  billed: { usage },
  cost,
}: RecordedSpan): Pick<GuardStep, "inputTokens" | "outputTokens" | "costPicoUsd"> {
  if (usage === null) return { inputTokens: null, outputTokens: null, costPicoUsd: null };
  const isKnown = cost !== null && cost.status !== "unpriced" && cost.status !== "no_usage";
  return {
    inputTokens: usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h,
    outputTokens: usage.output,
    costPicoUsd: isKnown ? cost.cost.total : null,
  };
}

function modelOf({ call }: RecordedSpan): string {
  return call.responseModel || call.requestModel;
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}
