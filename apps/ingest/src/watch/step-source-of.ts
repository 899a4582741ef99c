import type { StepSource } from "@spanledger/guard/spans";
import type { RecordedSpan } from "../process/processor.ts";

const NS_PER_MS = 1_000_000n;
const NO_COST: ReadonlySet<string> = new Set(["unpriced", "no_usage"]);

/** A span that has just been recorded, as the runaway rules need it. */
export function stepSourceOf({ call, billed: { usage }, booking, cost }: RecordedSpan): StepSource {
  const { span, content } = call;
  const endNs = span.endTimeNs < span.startTimeNs ? span.startTimeNs : span.endTimeNs;
  const isCounted = usage !== null && call.role === "call";
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    startMs: Number(span.startTimeNs / NS_PER_MS),
    endMs: Number(endNs / NS_PER_MS),
    role: call.role,
    opClass: call.opClass,
    operation: call.operation,
    state: booking.state,
    ownAgent: call.identity.own.agent ?? "",
    agent: booking.dimensions.agent,
    feature: booking.dimensions.feature,
    tenant: booking.dimensions.tenant,
    model: call.responseModel || call.requestModel,
    toolName: call.toolName,
    errorType: call.errorType,
    finishReasons: call.finishReasons,
    inputTokens: isCounted ? usage.uncachedInput + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h : null,
    outputTokens: isCounted ? usage.output : null,
    costPicoUsd: isCounted && cost !== null && !NO_COST.has(cost.status) ? cost.cost.total : null,
    // The rules read only the answers of model calls: a long prompt need not wait for them.
    inputMessages: call.role === "call" ? "" : content.inputMessages,
    outputMessages: content.outputMessages,
    toolArguments: content.toolArguments,
    toolResult: content.toolResult,
    statusMessage: content.statusMessage,
  };
}
