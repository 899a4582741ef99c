import type { LedgerAdjustment, LedgerRow } from "../queries/ledger-rows.ts";

export const DIMENSION_COLUMNS = [
  "environment",
  "service",
  "feature",
  "tenant",
  "user_id",
  "session_id",
  "agent",
  "workflow",
  "prompt_name",
  "prompt_version",
] as const;

export const TOKEN_COLUMNS = [
  "uncached_input_tokens",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "output_tokens",
  "reasoning_tokens",
] as const;

export const COST_COLUMNS = [
  "input_cost",
  "cache_read_cost",
  "cache_write_cost",
  "output_cost",
  "other_cost",
  "total_cost",
] as const;

type StateColumn =
  | (typeof DIMENSION_COLUMNS)[number]
  | (typeof TOKEN_COLUMNS)[number]
  | (typeof COST_COLUMNS)[number]
  | "ttft_ns"
  | "reported_cost"
  | "billing_state"
  | "superseded_by"
  | "cost_status"
  | "unpriced_reason"
  | "price_id"
  | "price_source"
  | "price_date";

/** What corrections can change about a stored span. Amounts are unsigned. */
export type LedgerState = Readonly<Pick<LedgerRow, StateColumn>> & {
  readonly price_modifiers: readonly string[];
  /** Whether its amounts are in the sums. */
  readonly isCounted: boolean;
};

/** What the row said when it was written. */
export function writtenState(row: LedgerRow): LedgerState {
  return { ...pickState(row), isCounted: row.booked === 1 };
}

/** What one `book` entry says. */
export function bookedState(entry: LedgerAdjustment): LedgerState {
  return { ...pickState(entry), isCounted: entry.calls !== 0 };
}

export interface CurrentState {
  readonly state: LedgerState;
  /** The newest state whose amounts counted, or as written: a booking that takes amounts out does not repeat them. */
  readonly amounts: LedgerState;
  /** 0 when nothing was corrected yet. */
  readonly revision: number;
}

/** The row overlaid by its newest `book` entry. `entries` are those of this row alone, in any order. */
export function currentState(row: LedgerRow, entries: readonly LedgerAdjustment[]): CurrentState {
  let newest: LedgerAdjustment | undefined;
  let counted: LedgerAdjustment | undefined;
  for (const entry of entries) {
    if (entry.entry !== "book") continue;
    if (newest === undefined || entry.revision > newest.revision) newest = entry;
    if (entry.calls !== 0 && (counted === undefined || entry.revision > counted.revision)) counted = entry;
  }
  return {
    state: newest === undefined ? writtenState(row) : bookedState(newest),
    amounts: counted === undefined ? writtenState(row) : bookedState(counted),
    revision: newest?.revision ?? 0,
  };
}

function pickState(from: LedgerRow | LedgerAdjustment): Omit<LedgerState, "isCounted"> {
  return {
    environment: from.environment,
    service: from.service,
    feature: from.feature,
    tenant: from.tenant,
    user_id: from.user_id,
    session_id: from.session_id,
    agent: from.agent,
    workflow: from.workflow,
    prompt_name: from.prompt_name,
    prompt_version: from.prompt_version,
    uncached_input_tokens: from.uncached_input_tokens,
    cache_read_tokens: from.cache_read_tokens,
    cache_write_5m_tokens: from.cache_write_5m_tokens,
    cache_write_1h_tokens: from.cache_write_1h_tokens,
    output_tokens: from.output_tokens,
    reasoning_tokens: from.reasoning_tokens,
    input_cost: from.input_cost,
    cache_read_cost: from.cache_read_cost,
    cache_write_cost: from.cache_write_cost,
    output_cost: from.output_cost,
    other_cost: from.other_cost,
    total_cost: from.total_cost,
    ttft_ns: from.ttft_ns,
    reported_cost: from.reported_cost,
    billing_state: from.billing_state,
    superseded_by: from.superseded_by,
    cost_status: from.cost_status,
    unpriced_reason: from.unpriced_reason,
    price_id: from.price_id,
    price_source: from.price_source,
    price_date: from.price_date,
    price_modifiers: from.price_modifiers,
  };
}
