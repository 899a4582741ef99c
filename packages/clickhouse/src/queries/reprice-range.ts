import { costColumns } from "../ledger/cost-columns.ts";
import { ledgerCallOf, type SettleCall, usageOfState } from "../ledger/ledger-call-of.ts";
import { currentState, type LedgerState } from "../ledger/ledger-state.ts";
import { reviseRow } from "../ledger/revise-row.ts";
import type { AdjustmentRow } from "../rows/adjustment-row.ts";
import type { ProjectReader } from "../store/store.ts";
import { ledgerAdjustmentsOf, type LedgerAdjustment, type LedgerRow, ledgerRowsOfRange } from "./ledger-rows.ts";

export interface RepriceSelection {
  /** UTC nanoseconds; the end is not in it. */
  readonly fromNs: bigint;
  readonly toNs: bigint;
  /** "" or left out for all. */
  readonly provider?: string;
  /** Requested or answering model; "" or left out for all. */
  readonly model?: string;
  /** Only calls that have no price now. */
  readonly unpricedOnly?: boolean;
}

export interface RepricePreview {
  /** Counted calls in the range. */
  readonly calls: number;
  /** Those whose cost or price would change. */
  readonly changed: number;
  /** Exact sums over all counted calls of the range, in pico-dollars. */
  readonly oldSum: bigint;
  readonly newSum: bigint;
  readonly unpricedBefore: number;
  readonly unpricedAfter: number;
}

export interface Repricer {
  preview(selection: RepriceSelection): Promise<RepricePreview>;
  /** Appends the corrections page by page; repeating it after a failure goes on where it ended. */
  apply(selection: RepriceSelection, recordedBy: string): Promise<RepricePreview>;
}

export interface RepricerOptions {
  readonly reader: ProjectReader;
  readonly settle: SettleCall;
  /** Resolves when the entries are durable. */
  readonly append: (entries: readonly AdjustmentRow[]) => Promise<void>;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly pageSize?: number;
}

/** Re-pricing a range of a project: rows stay, the difference is appended as adjustments with reason `repriced`. */
export function createRepricer(options: RepricerOptions): Repricer {
  return {
    preview: (selection) => run(options, selection, null),
    apply: (selection, recordedBy) => run(options, selection, recordedBy),
  };
}

const EMPTY: RepricePreview = { calls: 0, changed: 0, oldSum: 0n, newSum: 0n, unpricedBefore: 0, unpricedAfter: 0 };

async function run(
  options: RepricerOptions,
  selection: RepriceSelection,
  recordedBy: string | null,
): Promise<RepricePreview> {
  const { reader, pageSize = 5_000 } = options;
  const { fromNs, toNs, provider = "", model = "" } = selection;
  let total = EMPTY;
  let after: { readonly startNs: bigint; readonly writer: string; readonly seq: bigint } | null = null;
  for (;;) {
    const rows: LedgerRow[] = await ledgerRowsOfRange(reader, {
      fromNs,
      toNs,
      provider,
      model,
      after,
      limit: pageSize,
    });
    const last = rows.at(-1);
    if (last === undefined) return total;
    after = { startNs: last.start_time, writer: last.writer, seq: last.seq };
    const page = repricePage(options, selection, {
      rows,
      adjustments: await ledgerAdjustmentsOf(reader, rows),
      recordedBy,
    });
    total = add(total, page.sums);
    if (recordedBy !== null && page.entries.length > 0) await options.append(page.entries);
    if (rows.length < pageSize) return total;
  }
}

interface Page {
  readonly rows: readonly LedgerRow[];
  readonly adjustments: readonly LedgerAdjustment[];
  readonly recordedBy: string | null;
}

function repricePage(options: RepricerOptions, selection: RepriceSelection, { rows, adjustments, recordedBy }: Page) {
  const entriesByRow = new Map<string, LedgerAdjustment[]>();
  for (const entry of adjustments) {
    const key = `${entry.writer} ${entry.seq}`;
    entriesByRow.set(key, [...(entriesByRow.get(key) ?? []), entry]);
  }
  const entries: AdjustmentRow[] = [];
  let sums = EMPTY;
  for (const row of rows) {
    const known = entriesByRow.get(`${row.writer} ${row.seq}`) ?? [];
    const { state } = currentState(row, known);
    if (!state.isCounted || (selection.unpricedOnly === true && state.cost_status !== "unpriced")) continue;
    const desired = repriced(options, row, state);
    const revision = reviseRow({
      projectId: options.reader.projectId,
      row,
      entries: known,
      desired,
      reason: "repriced",
      recordedAtMs: options.now(),
      recordedBy: recordedBy ?? "preview",
    });
    for (const entry of revision) entries.push(entry);
    sums = add(sums, sumsOf(state, desired, revision.length > 0));
  }
  return { entries, sums };
}

function repriced({ settle }: RepricerOptions, row: LedgerRow, state: LedgerState): LedgerState {
  const reportedCost = state.reported_cost === null ? null : { picoUsd: state.reported_cost, source: "" };
  const call = ledgerCallOf(row, { usage: usageOfState(row, state), reportedCost });
  return { ...state, ...costColumns(settle(call)) };
}

/** A call from a response cache costs nothing before and after: what it would have cost is a saving. */
function sumsOf(state: LedgerState, desired: LedgerState, isChanged: boolean): RepricePreview {
  const isCached = state.billing_state === "cached";
  return {
    calls: 1,
    changed: isChanged ? 1 : 0,
    oldSum: isCached ? 0n : state.total_cost,
    newSum: isCached ? 0n : desired.total_cost,
    unpricedBefore: !isCached && state.cost_status === "unpriced" ? 1 : 0,
    unpricedAfter: !isCached && desired.cost_status === "unpriced" ? 1 : 0,
  };
}

function add(left: RepricePreview, right: RepricePreview): RepricePreview {
  return {
    calls: left.calls + right.calls,
    changed: left.changed + right.changed,
    oldSum: left.oldSum + right.oldSum,
    newSum: left.newSum + right.newSum,
    unpricedBefore: left.unpricedBefore + right.unpricedBefore,
    unpricedAfter: left.unpricedAfter + right.unpricedAfter,
  };
}
