import type { BillingState, Role } from "@spanledger/telemetry";
import type { AdjustmentEntry, SpanStatus } from "./enum-codes.ts";

/** One row of `adjustments`: the keys are its columns. "" means absent. */
export interface AdjustmentRow {
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
  readonly name: string;
  readonly role: Role;
  readonly op_class: string;
  readonly operation: string;
  readonly provider: string;
  readonly request_model: string;
  readonly response_model: string;
  /** UTC nanoseconds. */
  readonly start_time: bigint;
  readonly status: SpanStatus;
  readonly cache_tier: string;
  readonly duration_ns: bigint;
  /** 0n when not reported. */
  readonly ttft_ns: bigint;
  /** With `seq`: the row of `spans` this corrects. */
  readonly writer: string;
  readonly seq: bigint;
  readonly revision: number;
  readonly entry: AdjustmentEntry;
  readonly reason: string;
  /** UTC milliseconds. */
  readonly recorded_at: bigint;
  readonly recorded_by: string;
  readonly billing_state: BillingState;
  /** Span id that carries the bill instead, or "". */
  readonly superseded_by: string;
  /** priced | estimated | client_reported | unpriced | no_usage | subscription. */
  readonly cost_status: string;
  readonly unpriced_reason: string;
  readonly price_id: string;
  readonly price_source: string;
  readonly price_date: string;
  readonly price_modifiers: readonly string[];
  /** +1, -1 or 0. */
  readonly calls: number;
  /** This and the other counts: signed safe integers. */
  readonly uncached_input_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_5m_tokens: number;
  readonly cache_write_1h_tokens: number;
  readonly output_tokens: number;
  readonly reasoning_tokens: number;
  /** This and the other costs: signed pico-dollars (1 USD = 10^12). */
  readonly input_cost: bigint;
  readonly cache_read_cost: bigint;
  readonly cache_write_cost: bigint;
  readonly output_cost: bigint;
  readonly other_cost: bigint;
  readonly total_cost: bigint;
  /** The client's figure, unsigned; views multiply it by `calls`. */
  readonly reported_cost: bigint | null;
}
