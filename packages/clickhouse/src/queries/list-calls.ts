import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { CORRECTION_SELECT, CorrectionFound } from "../calls/correction-select.ts";
import { newestCorrections } from "../calls/newest-corrections.ts";
import { rowKey } from "../calls/row-key.ts";
import { SPAN_SELECT, SpanFound } from "../calls/span-select.ts";
import { toCallRecord } from "../calls/to-call-record.ts";
import { currentStateFilter } from "../registry/current-state-filter.ts";
import { type Binder, createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";

const Position = z.object({
  startTimeNs: z.string().regex(/^\d{1,19}$/),
  writer: z.string(),
  seq: z.string().regex(/^\d{1,20}$/),
});

export const ListCallsParams = z.object({
  range: TimeRange,
  filters: z.array(UsageFilter).max(50).default([]),
  /** Only what totals have: the calls behind a figure. */
  countedOnly: z.boolean().default(false),
  billingStates: z.array(z.string()).max(10).default([]),
  costStatuses: z.array(z.string()).max(10).default([]),
  /** Only failed calls. */
  errorsOnly: z.boolean().default(false),
  limit: z.int().min(1).max(1000).default(100),
  /** Goes on after this call: `next` of the page before. */
  after: Position.optional(),
});

export interface CallPage {
  /** Newest first. */
  readonly calls: readonly CallRecord[];
  readonly next: z.infer<typeof Position> | null;
}

/**
 * Model calls and the roll-up spans that carry usage, one row each, in their current state. A roll-up without usage never
 * gets a state in the bill: it is a span of the tree, not a row of the list.
 */
export async function listCalls(reader: ProjectReader, input: z.input<typeof ListCallsParams>): Promise<CallPage> {
  const params = ListCallsParams.parse(input);
  const spans = await reader.query({ name: "listCalls", ...pageSql(params), schema: SpanFound });
  const page = spans.slice(0, params.limit);
  const newest = newestCorrections(await correctionsOf(reader, page));
  const calls = page.map((span) => toCallRecord(span, newest.get(rowKey(span))));
  const last = calls.at(-1);
  const hasMore = spans.length > params.limit && last !== undefined;
  return { calls, next: hasMore ? { startTimeNs: last.startTimeNs, writer: last.writer, seq: last.seq } : null };
}

function pageSql(params: z.output<typeof ListCallsParams>) {
  const binder = createBinder();
  const { range, after } = params;
  const from = binder.bind("Int64", BigInt(range.fromMs) * 1_000_000n);
  const to = binder.bind("Int64", BigInt(range.toMs) * 1_000_000n);
  const within = (table: string) =>
    `${table}.start_time >= fromUnixTimestamp64Nano(${from}, 'UTC') AND ${table}.start_time < fromUnixTimestamp64Nano(${to}, 'UTC')`;
  const filter = currentStateFilter({ ...params, within }, binder);
  const sql = `
SELECT ${SPAN_SELECT} FROM spans AS t
WHERE t.project = {project: String} AND ${within("t")} AND t.role != 'none' AND NOT (t.role = 'rollup' AND t.billing_state = 'none')${filter}${after === undefined ? "" : afterSql(after, binder)}
ORDER BY t.start_time DESC, t.writer DESC, t.seq DESC
LIMIT ${binder.bind("UInt64", params.limit + 1)}
${QUERY_LIMITS}`;
  return { sql, params: binder.params };
}

function afterSql(after: z.infer<typeof Position>, binder: Binder): string {
  const time = `fromUnixTimestamp64Nano(${binder.bind("Int64", after.startTimeNs)}, 'UTC')`;
  const rest = `(t.writer, t.seq) < (${binder.bind("String", after.writer)}, ${binder.bind("UInt64", after.seq)})`;
  return ` AND t.start_time <= ${time} AND (t.start_time < ${time} OR ${rest})`;
}

async function correctionsOf(reader: ProjectReader, page: readonly SpanFound[]): Promise<CorrectionFound[]> {
  const [first, last] = [page[0], page.at(-1)];
  if (first === undefined || last === undefined) return [];
  return reader.query({
    name: "listCalls corrections",
    sql: `
SELECT ${CORRECTION_SELECT} FROM adjustments AS t
WHERE t.project = {project: String}
  AND t.start_time >= fromUnixTimestamp64Nano({oldest: Int64}, 'UTC') AND t.start_time <= fromUnixTimestamp64Nano({newest: Int64}, 'UTC')
  AND t.entry = 'book' AND concat(t.writer, ':', toString(t.seq)) IN {rows: Array(String)}
ORDER BY t.revision DESC LIMIT 1 BY t.writer, t.seq
${QUERY_LIMITS}`,
    params: { oldest: last.start_ns, newest: first.start_ns, rows: page.map(rowKey) },
    schema: CorrectionFound,
  });
}
