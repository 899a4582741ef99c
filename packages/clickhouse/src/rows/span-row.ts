import type { BillingState, Role } from "@spanledger/telemetry";
import type { SpanStatus } from "./enum-codes.ts";

/** One row of `spans`: the keys are its columns. "" means absent. */
export interface SpanRow {
  readonly project: string;
  readonly environment: string;
  readonly service: string;
  readonly feature: string;
  readonly tenant: string;
  readonly user_id: string;
  readonly session_id: string;
  readonly agent: string;
  readonly workflow: string;
  readonly prompt_name: string;
  readonly prompt_version: string;
  /** 32 hex digits. */
  readonly trace_id: string;
  /** 16 hex digits. */
  readonly span_id: string;
  /** 16 hex digits, "" for a root. */
  readonly parent_span_id: string;
  readonly name: string;
  readonly scope_name: string;
  readonly scope_version: string;
  readonly role: Role;
  readonly op_class: string;
  readonly operation: string;
  readonly provider: string;
  readonly request_model: string;
  readonly response_model: string;
  readonly response_id: string;
  readonly service_tier: string;
  readonly region: string;
  /** UTC nanoseconds. */
  readonly start_time: bigint;
  readonly duration_ns: bigint;
  /** 0n when not reported. */
  readonly ttft_ns: bigint;
  readonly status: SpanStatus;
  readonly error_type: string;
  readonly finish_reasons: readonly string[];
  readonly tool_name: string;
  readonly tool_call_id: string;
  readonly cache_tier: string;
  readonly cache_entry_tenant: string;
  /** This and the other counts: safe integers. */
  readonly uncached_input_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_5m_tokens: number;
  readonly cache_write_1h_tokens: number;
  readonly output_tokens: number;
  readonly reasoning_tokens: number;
  /** JSON of what was reported, "" without usage. */
  readonly usage_detail: string;
  readonly token_rule: string;
  /** 0..100. */
  readonly token_confidence: number;
  readonly flags: readonly string[];
  /** This and the other costs: pico-dollars (1 USD = 10^12). */
  readonly input_cost: bigint;
  readonly cache_read_cost: bigint;
  readonly cache_write_cost: bigint;
  readonly output_cost: bigint;
  readonly other_cost: bigint;
  readonly total_cost: bigint;
  /** Pico-dollars as the client said, null when it said none. */
  readonly reported_cost: bigint | null;
  /** priced | estimated | client_reported | unpriced | no_usage | subscription. */
  readonly cost_status: string;
  readonly unpriced_reason: string;
  readonly price_id: string;
  readonly price_source: string;
  readonly price_date: string;
  readonly price_modifiers: readonly string[];
  readonly billing_state: BillingState;
  /** Span id that carries the bill instead, or "". */
  readonly superseded_by: string;
  /** 1: counted in the roll-ups when this row was written. */
  readonly booked: number;
  /** UTC milliseconds. */
  readonly received_at: bigint;
  /** One ingest process run. */
  readonly writer: string;
  /** With `writer` the row's own identity. */
  readonly seq: bigint;
  /** JSON of Call.identity. */
  readonly identity: string;
  readonly attributes: ReadonlyMap<string, string>;
}
