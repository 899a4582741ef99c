import { costColumns, EMPTY_SPAN_ROW, encodeUsageDetail, type SpanRow } from "@spanledger/clickhouse";
import type { StatusCode } from "@spanledger/telemetry";
import type { RecordedSpan } from "../src/process/processor.ts";
import { encodeIdentity } from "../src/process/encode-identity.ts";

const STATUS = ["unset", "ok", "error"] as const satisfies Record<StatusCode, string>;

type Draft = { -readonly [Column in keyof SpanRow]: SpanRow[Column] };

export function spanRowOf(input: RecordedSpan): SpanRow {
  const row: Draft = { ...EMPTY_SPAN_ROW };
  setDimensions(row, input);
  setSpan(row, input);
  setCall(row, input);
  setUsage(row, input);
  setCost(row, input);
  row.billing_state = input.booking.state;
  row.superseded_by = input.booking.supersededBy;
  row.booked = input.isBooked ? 1 : 0;
  row.received_at = BigInt(input.receivedAtMs);
  row.writer = input.writer;
  row.seq = input.seq;
  return row;
}

function setDimensions(row: Draft, { projectId, booking: { dimensions } }: RecordedSpan): void {
  row.project = projectId;
  row.environment = dimensions.environment;
  row.service = dimensions.service;
  row.feature = dimensions.feature;
  row.tenant = dimensions.tenant;
  row.user_id = dimensions.user;
  row.session_id = dimensions.session;
  row.agent = dimensions.agent;
  row.workflow = dimensions.workflow;
  row.prompt_name = dimensions.promptName;
  row.prompt_version = dimensions.promptVersion;
}

function setSpan(row: Draft, { call, billed }: RecordedSpan): void {
  const { span } = call;
  row.trace_id = span.traceId;
  row.span_id = span.spanId;
  row.parent_span_id = span.parentSpanId;
  row.name = span.name;
  row.scope_name = span.scope.name;
  row.scope_version = span.scope.version;
  row.start_time = span.startTimeNs;
  row.duration_ns = span.endTimeNs > span.startTimeNs ? span.endTimeNs - span.startTimeNs : 0n;
  row.ttft_ns = billed.ttftNs;
  row.status = call.errorType === "" ? STATUS[span.statusCode] : "error";
  row.error_type = call.errorType;
  row.identity = encodeIdentity(call.identity);
  row.attributes = call.attributes;
}

function setCall(row: Draft, { call }: RecordedSpan): void {
  row.role = call.role;
  row.op_class = call.opClass;
  row.operation = call.operation;
  row.provider = call.provider;
  row.request_model = call.requestModel;
  row.response_model = call.responseModel;
  row.response_id = call.responseId;
  row.service_tier = call.serviceTier;
  row.region = call.region;
  row.finish_reasons = call.finishReasons;
  row.tool_name = call.toolName;
  row.tool_call_id = call.toolCallId;
  row.cache_tier = call.cacheTier;
  row.cache_entry_tenant = call.cacheEntryTenant;
  row.flags = call.flags;
}

function setUsage(row: Draft, { call: { usage: own }, billed: { usage } }: RecordedSpan): void {
  if (usage === null) return;
  row.uncached_input_tokens = usage.uncachedInput;
  row.cache_read_tokens = usage.cacheRead;
  row.cache_write_5m_tokens = usage.cacheWrite5m;
  row.cache_write_1h_tokens = usage.cacheWrite1h;
  row.output_tokens = usage.output;
  row.reasoning_tokens = usage.reasoning ?? 0;
  row.usage_detail = own === null ? "" : encodeUsageDetail(own, usage);
  row.token_rule = usage.rule;
  row.token_confidence = usage.confidence;
}

function setCost(row: Draft, input: RecordedSpan): void {
  const cost = costColumns(input.cost);
  row.input_cost = cost.input_cost;
  row.cache_read_cost = cost.cache_read_cost;
  row.cache_write_cost = cost.cache_write_cost;
  row.output_cost = cost.output_cost;
  row.other_cost = cost.other_cost;
  row.total_cost = cost.total_cost;
  row.reported_cost = input.billed.reportedCost?.picoUsd ?? null;
  row.cost_status = cost.cost_status;
  row.unpriced_reason = cost.unpriced_reason;
  row.price_id = cost.price_id;
  row.price_source = cost.price_source;
  row.price_date = cost.price_date;
  row.price_modifiers = cost.price_modifiers;
}
