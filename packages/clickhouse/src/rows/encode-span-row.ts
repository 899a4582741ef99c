import { BILLING_STATE_CODES, ROLE_CODES, SPAN_STATUS_CODES } from "./enum-codes.ts";
import type { RowBinaryWriter } from "./row-binary-writer.ts";
import type { SpanRow } from "./span-row.ts";

/** Appends one row in the order of the column list. */
export function encodeSpanRow(writer: RowBinaryWriter, row: SpanRow): void {
  writeDimensions(writer, row);
  writeIdentity(writer, row);
  writeKind(writer, row);
  writeTimeAndOutcome(writer, row);
  writeUsage(writer, row);
  writeCost(writer, row);
  writeBill(writer, row);
}

function writeDimensions(writer: RowBinaryWriter, row: SpanRow): void {
  writer.symbol(row.project);
  writer.symbol(row.environment);
  writer.symbol(row.service);
  writer.symbol(row.feature);
  writer.symbol(row.tenant);
  writer.string(row.user_id);
  writer.string(row.session_id);
  writer.symbol(row.agent);
  writer.symbol(row.workflow);
  writer.symbol(row.prompt_name);
  writer.symbol(row.prompt_version);
}

function writeIdentity(writer: RowBinaryWriter, row: SpanRow): void {
  writer.fixedHex(row.trace_id, 16);
  writer.fixedHex(row.span_id, 8);
  writer.fixedHex(row.parent_span_id, 8);
  writer.symbol(row.name);
  writer.symbol(row.scope_name);
  writer.symbol(row.scope_version);
}

function writeKind(writer: RowBinaryWriter, row: SpanRow): void {
  writer.int8(ROLE_CODES[row.role]);
  writer.symbol(row.op_class);
  writer.symbol(row.operation);
  writer.symbol(row.provider);
  writer.symbol(row.request_model);
  writer.symbol(row.response_model);
  writer.string(row.response_id);
  writer.symbol(row.service_tier);
  writer.symbol(row.region);
}

function writeTimeAndOutcome(writer: RowBinaryWriter, row: SpanRow): void {
  writer.bigint64(row.start_time);
  writer.bigint64(row.duration_ns);
  writer.bigint64(row.ttft_ns);
  writer.int8(SPAN_STATUS_CODES[row.status]);
  writer.symbol(row.error_type);
  writer.strings(row.finish_reasons);
  writer.symbol(row.tool_name);
  writer.string(row.tool_call_id);
  writer.symbol(row.cache_tier);
  writer.symbol(row.cache_entry_tenant);
}

function writeUsage(writer: RowBinaryWriter, row: SpanRow): void {
  writer.integer64(row.uncached_input_tokens);
  writer.integer64(row.cache_read_tokens);
  writer.integer64(row.cache_write_5m_tokens);
  writer.integer64(row.cache_write_1h_tokens);
  writer.integer64(row.output_tokens);
  writer.integer64(row.reasoning_tokens);
  writer.string(row.usage_detail);
  writer.symbol(row.token_rule);
  writer.uint8(row.token_confidence);
  writer.strings(row.flags);
}

function writeCost(writer: RowBinaryWriter, row: SpanRow): void {
  writer.bigint64(row.input_cost);
  writer.bigint64(row.cache_read_cost);
  writer.bigint64(row.cache_write_cost);
  writer.bigint64(row.output_cost);
  writer.bigint64(row.other_cost);
  writer.bigint64(row.total_cost);
  writer.nullableBigint64(row.reported_cost);
  writer.symbol(row.cost_status);
  writer.symbol(row.unpriced_reason);
  writer.symbol(row.price_id);
  writer.symbol(row.price_source);
  writer.symbol(row.price_date);
  writer.strings(row.price_modifiers);
}

function writeBill(writer: RowBinaryWriter, row: SpanRow): void {
  writer.int8(BILLING_STATE_CODES[row.billing_state]);
  writer.fixedHex(row.superseded_by, 8);
  writer.uint8(row.booked);
  writer.bigint64(row.received_at);
  writer.symbol(row.writer);
  writer.bigint64(row.seq);
  writer.string(row.identity);
  writer.stringMap(row.attributes);
}
