import { type Attributes, type HrTime, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { fingerprint, type LoopStep, textParts } from "@spanledger/guard";
import { type Answer, answerOf } from "./answer-of.ts";
import { stepKind } from "./step-kind.ts";

const TOOL_NAMES = ["gen_ai.tool.name", "ai.toolCall.name", "tool.name", "genkit:name", "traceloop.entity.name"];
const TOOL_ARGUMENTS = [
  "gen_ai.tool.call.arguments",
  "ai.toolCall.args",
  "tool.parameters",
  "gen_ai.tool.input",
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
  "gen_ai.output.messages",
  "genkit:output",
  "traceloop.entity.output",
  "output.value",
  "langfuse.observation.output",
];
/** Their arguments are alike by nature. */
const HANDOFF = /^(transfer|hand_?off|delegate)/i;
const NO_ANSWER: Answer = { text: "", asks: false };

/** What a finished span tells the rules for loops; content only as fingerprints. */
export function stepOfSpan(span: ReadableSpan): LoopStep {
  const { attributes, status } = span;
  const kind = stepKind(attributes);
  const isTool = kind === "tool";
  const name = (isTool && text(attributes, TOOL_NAMES)) || span.name;
  const result = isTool ? text(attributes, TOOL_RESULTS) : "";
  const isError = status.code === SpanStatusCode.ERROR;
  const answer = kind === "model" ? answerOf(attributes) : NO_ANSWER;
  return {
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    kind,
    name,
    startMs: milliseconds(span.startTime),
    endMs: milliseconds(span.endTime),
    isError,
    isEmptyResult: false,
    arguments: isTool ? fingerprint(text(attributes, TOOL_ARGUMENTS)) : "",
    result: fingerprint((isError && isTool && status.message) || result),
    handoffTo: isTool && HANDOFF.test(name) ? name : "",
    output: textParts(answer.text),
    isFinal: answer.text !== "" && !answer.asks,
  };
}

function text(attributes: Attributes, keys: readonly string[]): string {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function milliseconds([seconds, nanoseconds]: HrTime): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
