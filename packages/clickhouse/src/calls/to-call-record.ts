import type { CallCost, CallRecord, CallTokens } from "./call-record.ts";
import type { CorrectionFound } from "./correction-select.ts";
import type { SpanFound } from "./span-select.ts";

const NO_SPAN = "0000000000000000";

/**
 * A span's current state. Amounts are those of the correction, unless it took the call out of the bill: then the span's
 * own tell what it would have counted.
 */
export function toCallRecord(span: SpanFound, newest: CorrectionFound | undefined): CallRecord {
  const state = newest ?? span;
  const amounts = newest !== undefined && newest.calls !== 0 ? newest : span;
  return {
    traceId: span.trace_hex,
    spanId: span.span_hex,
    parentSpanId: spanIdOf(span.parent_hex),
    writer: span.writer,
    seq: span.seq,
    name: span.name,
    role: span.role,
    operation: span.operation,
    provider: span.provider,
    requestModel: span.request_model,
    responseModel: span.response_model,
    serviceTier: span.service_tier,
    region: span.region,
    startTimeNs: span.start_ns,
    durationMs: toMs(span.duration_ns),
    ttftMs: span.ttft_ns === 0 ? null : toMs(span.ttft_ns),
    status: span.status,
    errorType: span.error_type,
    finishReasons: span.finish_reasons,
    toolName: span.tool_name,
    cacheTier: span.cache_tier,
    ...dimensionsOf(state),
    tokens: tokensOf(amounts, state.cost_status, span.role),
    cost: costOf(amounts, state.cost_status, span.role),
    reportedUsd: span.reported_cost,
    costStatus: state.cost_status,
    unpricedReason: state.unpriced_reason,
    priceId: state.price_id,
    priceSource: state.price_source,
    priceDate: state.price_date,
    priceModifiers: state.price_modifiers,
    billingState: state.billing_state,
    supersededBy: spanIdOf(state.superseded_hex),
    counted: newest === undefined ? span.booked === 1 && span.role !== "none" : newest.calls === 1,
    correction: newest?.reason ?? "",
    tokenRule: span.token_rule,
    tokenConfidence: span.token_confidence,
    flags: span.flags,
    receivedAtMs: span.received_ms,
  };
}

type State = SpanFound | CorrectionFound;

function dimensionsOf(state: State) {
  return {
    environment: state.environment,
    service: state.service,
    feature: state.feature,
    tenant: state.tenant,
    user: state.user_id,
    session: state.session_id,
    agent: state.agent,
    workflow: state.workflow,
    promptName: state.prompt_name,
    promptVersion: state.prompt_version,
  };
}

function tokensOf(amounts: State, costStatus: string, role: string): CallTokens | null {
  if (role === "none" || costStatus === "no_usage" || costStatus === "") return null;
  return {
    inputUncached: amounts.uncached_input_tokens,
    cacheRead: amounts.cache_read_tokens,
    cacheWrite5m: amounts.cache_write_5m_tokens,
    cacheWrite1h: amounts.cache_write_1h_tokens,
    output: amounts.output_tokens,
    reasoning: amounts.reasoning_tokens,
  };
}

function costOf(amounts: State, costStatus: string, role: string): CallCost | null {
  if (role === "none" || costStatus === "no_usage" || costStatus === "unpriced" || costStatus === "") return null;
  return {
    input: amounts.input_cost,
    cacheRead: amounts.cache_read_cost,
    cacheWrite: amounts.cache_write_cost,
    output: amounts.output_cost,
    other: amounts.other_cost,
    total: amounts.total_cost,
  };
}

function toMs(ns: number): number {
  return Math.round(ns / 1000) / 1000;
}

function spanIdOf(hex: string): string {
  return hex === NO_SPAN ? "" : hex;
}
