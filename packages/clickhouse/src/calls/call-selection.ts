import { z } from "zod";
import { currentStateBranches } from "../registry/current-state-branches.ts";
import type { Binder } from "../registry/create-binder.ts";
import { DayRates } from "../registry/day-rates.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import { CallSearch } from "./call-search.ts";
import { callSearchSql } from "./call-search-sql.ts";
import type { SpanOrder } from "./select-spans.ts";

/** Which calls a list has. */
export const CallSelection = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** Only what totals have: the calls behind a figure. */
  countedOnly: z.boolean().default(false),
  billingStates: z.array(z.string()).max(10).default([]),
  costStatuses: z.array(z.string()).max(10).default([]),
  /** Only failed calls. */
  errorsOnly: z.boolean().default(false),
  search: CallSearch.default({ everySpan: false }),
  /** The currency of a search by cost. */
  rates: DayRates.optional(),
});
export type CallSelection = z.output<typeof CallSelection>;

/** Where a row stands in a newest-first list. */
export const CallPosition = z.object({
  startTimeNs: z.string().regex(/^\d{1,19}$/),
  writer: z.string(),
  seq: z.string().regex(/^\d{1,20}$/),
});
export type CallPosition = z.output<typeof CallPosition>;

export const NEWEST_FIRST: SpanOrder = {
  table: "t.start_time DESC, t.writer DESC, t.seq DESC",
  found: "q.start_ns DESC, q.writer DESC, q.seq DESC",
};

/** Conditions on `spans AS t`, from the project on. */
export interface CallSelectionSql {
  readonly whole: string;
  /** The same in parts: a row of the selection fulfils one of them, never two. */
  readonly branches: readonly string[];
}

/** `after` goes on behind a row, newest first. */
export function callSelectionSql(
  selection: CallSelection,
  after: CallPosition | undefined,
  binder: Binder,
): CallSelectionSql {
  const { range, search, countedOnly } = selection;
  const from = binder.bind("Int64", BigInt(range.fromMs) * 1_000_000n);
  const to = binder.bind("Int64", BigInt(range.toMs) * 1_000_000n);
  const within = (table: string) =>
    `${table}.start_time >= fromUnixTimestamp64Nano(${from}, 'UTC') AND ${table}.start_time < fromUnixTimestamp64Nano(${to}, 'UTC')`;
  const byAmount = search.cost !== undefined || search.tokens !== undefined;
  const counted = countedOnly || byAmount;
  const found = callSearchSql(search, selection.rates, binder);
  const states = currentStateBranches({ ...selection, countedOnly: counted, judged: found.judged, within }, binder);
  // A roll-up without usage never gets a state in the bill: it is a span of the tree, not a call.
  const calls = " AND t.role != 'none' AND NOT (t.role = 'rollup' AND t.billing_state = 'none')";
  const common = `t.project = {project: String} AND ${within("t")}${search.everySpan && !counted ? "" : calls}${found.fixed}${after === undefined ? "" : afterSql(after, binder)}`;
  return {
    whole: `${common} AND (${states.map((state) => `(1${state})`).join(" OR ")})`,
    branches: states.map((state) => `${common}${state}`),
  };
}

function afterSql(after: CallPosition, binder: Binder): string {
  const time = `fromUnixTimestamp64Nano(${binder.bind("Int64", after.startTimeNs)}, 'UTC')`;
  const rest = `(t.writer, t.seq) < (${binder.bind("String", after.writer)}, ${binder.bind("UInt64", after.seq)})`;
  return ` AND t.start_time <= ${time} AND (t.start_time < ${time} OR ${rest})`;
}
