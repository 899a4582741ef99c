import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { CallSelection, callSelectionSql } from "../calls/call-selection.ts";
import { SPAN_SELECT, SpanColumns } from "../calls/span-select.ts";
import { withCorrections } from "../calls/with-corrections.ts";
import { type Binder, createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/**
 * How much of each writer was seen: rows of one writer become queryable in the order of `seq`, those of several writers in
 * any order.
 */
export const TailPosition = z.object({
  /** Newest arrival seen, UTC ms. */
  receivedMs: z.int().min(0),
  /** By writer, the seq of the next row. */
  next: z.record(z.string().max(200), z.string().regex(/^\d{1,20}$/)),
});
export type TailPosition = z.output<typeof TailPosition>;

export const CallsSinceParams = CallSelection.omit({ range: true }).extend({
  position: TailPosition.nullable(),
  limit: z.int().min(1).max(500).default(100),
  nowMs: z.int(),
});

export interface CallsSince {
  /** Newest arrivals first. */
  readonly calls: readonly CallRecord[];
  /** Matching calls that did not fit. */
  readonly skipped: number;
  readonly position: TailPosition;
}

/** A writer that is further behind than this is not waited for. */
const MAX_LAG_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** Calls of the last day that became queryable since the position. Without one: none, and where to begin. */
export async function callsSince(reader: ProjectReader, input: z.input<typeof CallsSinceParams>): Promise<CallsSince> {
  const params = CallsSinceParams.parse(input);
  const { nowMs, position } = params;
  const range = { fromMs: Math.max(0, nowMs - DAY_MS), toMs: nowMs + DAY_MS };
  const arrived = await readPosition(reader, { range, position, nowMs });
  if (position === null || arrived.rows === 0) return { calls: [], skipped: 0, position: arrived.position };
  const binder = createBinder();
  const { whole } = callSelectionSql({ ...params, range }, undefined, binder);
  const found = await reader.query({
    name: "callsSince",
    sql: `
SELECT ${SPAN_SELECT}, count() OVER () AS matching FROM spans AS t
WHERE ${whole} AND ${unseenSql(position, binder)} AND t.seq < ${nextSql(arrived.position, binder)}
ORDER BY t.received_at DESC, t.writer DESC, t.seq DESC
LIMIT ${binder.bind("UInt64", params.limit)}
${QUERY_LIMITS}`,
    params: binder.params,
    schema: z.object({ ...SpanColumns, matching: z.coerce.number() }),
  });
  const matching = found[0]?.matching ?? 0;
  return {
    calls: await withCorrections(reader, found),
    skipped: matching - found.length,
    position: arrived.position,
  };
}

interface Arrival {
  readonly range: { readonly fromMs: number; readonly toMs: number };
  readonly position: TailPosition | null;
  readonly nowMs: number;
}

/** The position after everything that can be queried at this moment. */
async function readPosition(reader: ProjectReader, { range, position, nowMs }: Arrival) {
  const binder = createBinder();
  const known = position ?? { receivedMs: nowMs, next: {} };
  const writers = await reader.query({
    name: "callsSince position",
    sql: `
SELECT t.writer AS writer, max(t.seq) AS last, toUnixTimestamp64Milli(max(t.received_at)) AS received_ms, count() AS rows
FROM spans AS t
WHERE t.project = {project: String}
  AND t.start_time >= fromUnixTimestamp64Milli(${binder.bind("Int64", range.fromMs)}, 'UTC') AND t.start_time < fromUnixTimestamp64Milli(${binder.bind("Int64", range.toMs)}, 'UTC')
  AND ${unseenSql(known, binder)}
GROUP BY t.writer
ORDER BY received_ms DESC
LIMIT 200
${QUERY_LIMITS}`,
    params: binder.params,
    schema: z.object({
      writer: z.string(),
      last: z.string(),
      received_ms: z.coerce.number(),
      rows: z.coerce.number(),
    }),
  });
  const next: Record<string, string> = { ...known.next };
  for (const { writer, last } of writers) next[writer] = String(BigInt(last) + 1n);
  return {
    rows: writers.reduce((sum, { rows }) => sum + rows, 0),
    position: { receivedMs: Math.max(known.receivedMs, ...writers.map((writer) => writer.received_ms)), next },
  };
}

function unseenSql(position: TailPosition, binder: Binder): string {
  const since = binder.bind("Int64", position.receivedMs - MAX_LAG_MS);
  return `t.received_at >= fromUnixTimestamp64Milli(${since}, 'UTC') AND t.seq >= ${nextSql(position, binder)}`;
}

/** 0 for a writer that was not seen before. */
function nextSql({ next }: TailPosition, binder: Binder): string {
  const writers = binder.bind("Array(String)", Object.keys(next));
  const seqs = binder.bind("Array(UInt64)", Object.values(next).map(BigInt));
  return `mapFromArrays(${writers}, ${seqs})[toString(t.writer)]`;
}
