import type { Call, Usage } from "../call.ts";
import type { BillingSpan, BillingTokens } from "./billing-span.ts";

/** What the bill needs to know of a normalised span. `key` is unique among the copies of the trace's spans. */
export function billingSpanOfCall(call: Call, key: string): BillingSpan {
  const { span } = call;
  return {
    key,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    role: call.role,
    opClass: call.opClass,
    operation: call.operation,
    scope: span.scope.name,
    service: call.identity.own.service ?? call.identity.resource.service ?? "",
    startNs: span.startTimeNs,
    endNs: span.endTimeNs > span.startTimeNs ? span.endTimeNs : span.startTimeNs,
    models: modelsOf(call.requestModel, call.responseModel),
    responseId: call.responseId,
    tokens: call.usage === null ? null : billingTokensOf(call.usage),
    hasOtherUsage: hasOtherUsage(call.usage, call.reportedCost?.picoUsd ?? null),
    estimated: call.usageEstimated,
    doubtful: call.usageEstimated || call.flags.includes(MAYBE_ESTIMATED),
    isReport: call.flags.includes(REPORT),
    failed: call.errorType !== "" || span.statusCode === 2,
    cacheHit: call.cacheTier !== "",
    attributeCount: call.attributes.size,
    identity: call.identity,
  };
}

export function billingTokensOf(usage: Usage): BillingTokens {
  return {
    uncached: usage.uncachedInput,
    cacheRead: usage.cacheRead,
    cacheWrite: usage.cacheWrite5m + usage.cacheWrite1h,
    output: usage.output,
    reasoning: usage.reasoning,
    rawInput: usage.raw.input,
  };
}

export function modelsOf(requestModel: string, responseModel: string): readonly string[] {
  if (requestModel === "") return responseModel === "" ? NO_MODELS : [responseModel];
  return responseModel === "" || responseModel === requestModel ? [requestModel] : [requestModel, responseModel];
}

/** Images, seconds, searches or a reported cost. A count of requests alone is no usage: every call is one. */
export function hasOtherUsage(usage: Usage | null, reportedPicoUsd: bigint | null): boolean {
  if (reportedPicoUsd !== null && reportedPicoUsd > 0n) return true;
  if (usage === null) return false;
  for (const unit in usage.units) if (unit !== "request" && (usage.units[unit] ?? 0) > 0) return true;
  return false;
}

/** Flag of a call whose counts may be a local estimate. */
export const MAYBE_ESTIMATED = "usage_maybe_estimated";

/** Flag of a call that is a record made after it, not a span around it. */
export const REPORT = "call_report";

const NO_MODELS: readonly string[] = [];
