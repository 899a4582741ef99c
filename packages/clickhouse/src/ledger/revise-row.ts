import type { LedgerAdjustment, LedgerRow } from "../queries/ledger-rows.ts";
import type { AdjustmentRow } from "../rows/adjustment-row.ts";
import { areStatesEqual } from "./are-states-equal.ts";
import {
  bookedState,
  COST_COLUMNS,
  currentState,
  DIMENSION_COLUMNS,
  type LedgerState,
  TOKEN_COLUMNS,
  writtenState,
} from "./ledger-state.ts";

export interface RevisionRequest {
  readonly projectId: string;
  readonly row: LedgerRow;
  /** Every stored correction of this row, in any order. */
  readonly entries: readonly LedgerAdjustment[];
  readonly desired: LedgerState;
  readonly reason: string;
  /** UTC milliseconds. */
  readonly recordedAtMs: number;
  /** `reconciler`, or the id of a person's key. */
  readonly recordedBy: string;
}

/**
 * The entries that bring a row to the desired state; none when it is there. What is taken out is not what the newest
 * booking says but what all entries sum up to, so that a correction applied twice is healed by the next one.
 */
export function reviseRow(request: RevisionRequest): AdjustmentRow[] {
  const { row, entries, desired } = request;
  const current = currentState(row, entries);
  const sums = sumsByKey(row, entries);
  if (areStatesEqual(current.state, desired) && isExactly(sums, current.state)) return [];
  const revision = current.revision + 1;
  const reversals = sums.map(({ state, sum }) =>
    entryOf(request, { entry: "reverse", revision, state, sum: negate(sum) }),
  );
  const sum = desired.isCounted ? sumOf(desired) : NOTHING;
  return [...reversals, entryOf(request, { entry: "book", revision, state: desired, sum })];
}

interface Sum {
  readonly calls: number;
  readonly tokens: readonly number[];
  readonly costs: readonly bigint[];
}

interface KeyedSum {
  readonly state: LedgerState;
  readonly sum: Sum;
}

const NOTHING: Sum = { calls: 0, tokens: TOKEN_COLUMNS.map(() => 0), costs: COST_COLUMNS.map(() => 0n) };

/** What the row's entries leave in the sums, by everything that a sum is grouped or filtered by. */
function sumsByKey(row: LedgerRow, entries: readonly LedgerAdjustment[]): KeyedSum[] {
  const sums = new Map<string, KeyedSum>();
  const written = writtenState(row);
  if (written.isCounted) add(sums, written, sumOf(written));
  for (const entry of entries) add(sums, bookedState(entry), { ...sumOf(entry), calls: entry.calls });
  return [...sums.values()].filter(({ sum }) => !isZero(sum));
}

function add(sums: Map<string, KeyedSum>, state: LedgerState, sum: Sum): void {
  const key = keyOf(state);
  const known = sums.get(key);
  sums.set(key, known === undefined ? { state, sum } : { state: known.state, sum: plus(known.sum, sum) });
}

function keyOf(state: LedgerState): string {
  const { billing_state, cost_status, ttft_ns, reported_cost } = state;
  const dimensions = DIMENSION_COLUMNS.map((column) => state[column]);
  return JSON.stringify([...dimensions, billing_state, cost_status, String(ttft_ns), String(reported_cost)]);
}

function sumOf(state: Pick<LedgerState, (typeof TOKEN_COLUMNS)[number] | (typeof COST_COLUMNS)[number]>): Sum {
  return {
    calls: 1,
    tokens: TOKEN_COLUMNS.map((column) => state[column]),
    costs: COST_COLUMNS.map((column) => state[column]),
  };
}

function plus(left: Sum, right: Sum): Sum {
  return {
    calls: left.calls + right.calls,
    tokens: left.tokens.map((count, index) => count + (right.tokens[index] ?? 0)),
    costs: left.costs.map((cost, index) => cost + (right.costs[index] ?? 0n)),
  };
}

function negate({ calls, tokens, costs }: Sum): Sum {
  return {
    calls: -calls,
    tokens: tokens.map((count) => (count === 0 ? 0 : -count)),
    costs: costs.map((cost) => -cost),
  };
}

function isZero({ calls, tokens, costs }: Sum): boolean {
  return calls === 0 && tokens.every((count) => count === 0) && costs.every((cost) => cost === 0n);
}

function isExactly(sums: readonly KeyedSum[], state: LedgerState): boolean {
  if (!state.isCounted) return sums.length === 0;
  const [only, ...others] = sums;
  if (only === undefined || others.length > 0 || keyOf(only.state) !== keyOf(state)) return false;
  return isZero(plus(only.sum, negate(sumOf(state))));
}

interface Entry {
  readonly entry: "reverse" | "book";
  readonly revision: number;
  readonly state: LedgerState;
  readonly sum: Sum;
}

function entryOf(request: RevisionRequest, { entry, revision, state, sum }: Entry): AdjustmentRow {
  const { row } = request;
  const { isCounted: _, ...columns } = state;
  return {
    project: request.projectId,
    ...columns,
    trace_id: row.trace_id,
    span_id: row.span_id,
    name: row.name,
    role: row.role,
    op_class: row.op_class,
    operation: row.operation,
    provider: row.provider,
    request_model: row.request_model,
    response_model: row.response_model,
    start_time: row.start_time,
    status: row.status,
    cache_tier: row.cache_tier,
    duration_ns: row.duration_ns,
    writer: row.writer,
    seq: row.seq,
    revision,
    entry,
    reason: request.reason,
    recorded_at: BigInt(request.recordedAtMs),
    recorded_by: request.recordedBy,
    calls: sum.calls,
    ...amountColumns(sum),
  };
}

function amountColumns({ tokens, costs }: Sum) {
  const [uncached = 0, cacheRead = 0, write5m = 0, write1h = 0, output = 0, reasoning = 0] = tokens;
  const [input = 0n, read = 0n, write = 0n, out = 0n, other = 0n, total = 0n] = costs;
  return {
    uncached_input_tokens: uncached,
    cache_read_tokens: cacheRead,
    cache_write_5m_tokens: write5m,
    cache_write_1h_tokens: write1h,
    output_tokens: output,
    reasoning_tokens: reasoning,
    input_cost: input,
    cache_read_cost: read,
    cache_write_cost: write,
    output_cost: out,
    other_cost: other,
    total_cost: total,
  };
}
