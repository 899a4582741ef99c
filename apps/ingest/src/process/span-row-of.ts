import { encodeUsageDetail, type SpanRow } from "@spanledger/clickhouse";
import type { Booking, Call, SettledCost, StatusCode, Usage } from "@spanledger/telemetry";
import { costColumns } from "./cost-columns.ts";
import { encodeIdentity } from "./encode-identity.ts";


export interface SpanRowInput {
  readonly projectId: string;
  /** As the span itself reported it. */
  readonly call: Call;
  /** With the evidence of the spans whose bill it carries. */
  readonly billed: Pick<Call, "usage" | "ttftNs" | "reportedCost">;
  readonly booking: Booking;
  readonly isBooked: boolean;
  readonly cost: SettledCost | null;
  readonly receivedAtMs: number;
  readonly writer: string;
  readonly seq: bigint;
}

const STATUS = ["unset", "ok", "error"] as const satisfies Record<StatusCode, string>;

export function spanRowOf(input: SpanRowInput): SpanRow {
  const { call, billed, booking } = input;
  const { span } = call;
  return {
    ...dimensionColumns(input),
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    name: span.name,
    scope_name: span.scope.name,
    scope_version: span.scope.version,
    role: call.role,
    op_class: call.opClass,
    operation: call.operation,
    provider: call.provider,
    request_model: call.requestModel,
    response_model: call.responseModel,
    response_id: call.responseId,
    service_tier: call.serviceTier,
    region: call.region,
    start_time: span.startTimeNs,
    duration_ns: span.endTimeNs > span.startTimeNs ? span.endTimeNs - span.startTimeNs : 0n,
    ttft_ns: billed.ttftNs,
    status: call.errorType === "" ? STATUS[span.statusCode] : "error",
    error_type: call.errorType,
    finish_reasons: call.finishReasons,
    tool_name: call.toolName,
    tool_call_id: call.toolCallId,
    cache_tier: call.cacheTier,
    cache_entry_tenant: call.cacheEntryTenant,
    ...usageColumns(call.usage, billed.usage),
    flags: call.flags,
    ...costColumns(input.cost),
    reported_cost: billed.reportedCost?.picoUsd ?? null,
    billing_state: booking.state,
    superseded_by: booking.supersededBy,
    booked: input.isBooked ? 1 : 0,
    received_at: BigInt(input.receivedAtMs),
    writer: input.writer,
    seq: input.seq,
    identity: encodeIdentity(call.identity),
    attributes: call.attributes,
  };
}

function dimensionColumns({ projectId, booking: { dimensions } }: SpanRowInput) {
  return {
    project: projectId,
    environment: dimensions.environment,
    service: dimensions.service,
    feature: dimensions.feature,
    tenant: dimensions.tenant,
    user_id: dimensions.user,
    session_id: dimensions.session,
    agent: dimensions.agent,
    workflow: dimensions.workflow,
    prompt_name: dimensions.promptName,
    prompt_version: dimensions.promptVersion,
  };
}

function usageColumns(own: Usage | null, billed: Usage | null) {
  return {
    uncached_input_tokens: billed?.uncachedInput ?? 0,
    cache_read_tokens: billed?.cacheRead ?? 0,
    cache_write_5m_tokens: billed?.cacheWrite5m ?? 0,
    cache_write_1h_tokens: billed?.cacheWrite1h ?? 0,
    output_tokens: billed?.output ?? 0,
    reasoning_tokens: billed?.reasoning ?? 0,
    usage_detail: own === null || billed === null ? "" : encodeUsageDetail(own, billed),
    token_rule: billed?.rule ?? "",
    token_confidence: billed?.confidence ?? 0,
  };
}
