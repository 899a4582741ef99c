import { ADJUSTMENT_ENTRY_CODES, BILLING_STATE_CODES, ROLE_CODES, SPAN_STATUS_CODES } from "./enum-codes.ts";
import type { RowBinaryWriter } from "./row-binary-writer.ts";
import type { AdjustmentRow } from "./adjustment-row.ts";

/** Appends one row in the order of the column list. */
export function encodeAdjustmentRow(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writeDimensions(writer, row);
  writeIdentity(writer, row);
  writeCorrection(writer, row);
  writeBill(writer, row);
  writeAmounts(writer, row);
}

function writeDimensions(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writer.string(row.project);
  writer.string(row.environment);
  writer.string(row.service);
  writer.string(row.feature);
  writer.string(row.tenant);
  writer.string(row.user_id);
  writer.string(row.session_id);
  writer.string(row.agent);
  writer.string(row.workflow);
  writer.string(row.prompt_name);
  writer.string(row.prompt_version);
}

function writeIdentity(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writer.fixedHex(row.trace_id, 16);
  writer.fixedHex(row.span_id, 8);
  writer.string(row.name);
  writer.int8(ROLE_CODES[row.role]);
  writer.string(row.op_class);
  writer.string(row.operation);
  writer.string(row.provider);
  writer.string(row.request_model);
  writer.string(row.response_model);
  writer.bigint64(row.start_time);
  writer.int8(SPAN_STATUS_CODES[row.status]);
  writer.string(row.cache_tier);
  writer.bigint64(row.duration_ns);
  writer.bigint64(row.ttft_ns);
}

function writeCorrection(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writer.string(row.writer);
  writer.bigint64(row.seq);
  writer.uint32(row.revision);
  writer.int8(ADJUSTMENT_ENTRY_CODES[row.entry]);
  writer.string(row.reason);
  writer.bigint64(row.recorded_at);
  writer.string(row.recorded_by);
}

function writeBill(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writer.int8(BILLING_STATE_CODES[row.billing_state]);
  writer.fixedHex(row.superseded_by, 8);
  writer.string(row.cost_status);
  writer.string(row.unpriced_reason);
  writer.string(row.price_id);
  writer.string(row.price_source);
  writer.string(row.price_date);
  writer.strings(row.price_modifiers);
}

function writeAmounts(writer: RowBinaryWriter, row: AdjustmentRow): void {
  writer.int8(row.calls);
  writer.integer64(row.uncached_input_tokens);
  writer.integer64(row.cache_read_tokens);
  writer.integer64(row.cache_write_5m_tokens);
  writer.integer64(row.cache_write_1h_tokens);
  writer.integer64(row.output_tokens);
  writer.integer64(row.reasoning_tokens);
  writer.bigint64(row.input_cost);
  writer.bigint64(row.cache_read_cost);
  writer.bigint64(row.cache_write_cost);
  writer.bigint64(row.output_cost);
  writer.bigint64(row.other_cost);
  writer.bigint64(row.total_cost);
  writer.nullableBigint64(row.reported_cost);
}
