import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { SPAN_SELECT, SpanFound } from "../calls/span-select.ts";
import { withCorrections } from "../calls/with-corrections.ts";
import { createBinder } from "../registry/create-binder.ts";
import { currentStateFilter } from "../registry/current-state-filter.ts";
import { histogramSource } from "../registry/histogram-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import type { TimeRange } from "../registry/time-range.ts";
import type { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { LatencyParams } from "./latency.ts";

export const SlowestCallsParams = LatencyParams.extend({ limit: z.int().min(1).max(100).default(20) });

const Floor = z.object({ place: z.coerce.number() });

/**
 * The longest counted calls, or those that waited longest for their first token; longest first. The histograms say from where
 * on they are, so that the index on durations leaves out almost all of the spans.
 */
export async function slowestCalls(
  reader: ProjectReader,
  input: z.input<typeof SlowestCallsParams>,
): Promise<CallRecord[]> {
  const { range, filters, kind, limit } = SlowestCallsParams.parse(input);
  const floor = await floorOf(reader, { range, filters, kind, limit });
  if (floor === null) return [];
  const binder = createBinder();
  const within = rawTimes([range], binder);
  const state = { filters, countedOnly: true, billingStates: [], costStatuses: [], errorsOnly: false, within };
  const spans = await reader.query({
    name: "slowestCalls",
    sql: `
SELECT ${SPAN_SELECT} FROM spans AS t
WHERE t.project = {project: String} AND ${within("t")} AND t.${kind}_ns >= {floor: UInt64} AND t.role != 'none'${currentStateFilter(state, binder)}
ORDER BY t.${kind}_ns DESC, t.start_time DESC
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { ...binder.params, floor, limit },
    schema: SpanFound,
  });
  return withCorrections(reader, spans);
}

interface Wanted {
  readonly range: TimeRange;
  readonly filters: readonly UsageFilter[];
  readonly kind: z.output<typeof LatencyParams>["kind"];
  readonly limit: number;
}

/** Nanoseconds at which the slowest `limit` calls begin, rounded down; null without calls. */
async function floorOf(reader: ProjectReader, { range, filters, kind, limit }: Wanted): Promise<bigint | null> {
  const binder = createBinder();
  const source = histogramSource({ kind, question: { range, filters, groupBy: [] }, binder });
  const [row] = await reader.query({
    name: "slowestCalls floor",
    sql: `
SELECT min(h.place) AS place FROM (
  SELECT g.place AS place, sum(g.calls) OVER (ORDER BY g.place DESC) - g.calls AS slower
  FROM (SELECT q.place AS place, sum(q.calls) AS calls FROM (${source}) AS q GROUP BY place HAVING calls > 0) AS g
) AS h
WHERE h.slower < {limit: UInt64} HAVING count() > 0
${QUERY_LIMITS}`,
    params: { ...binder.params, limit },
    schema: Floor,
  });
  // A little below the edge, for the rounding of logarithms; place 0 also holds what is shorter.
  if (row === undefined) return null;
  return row.place === 0 ? 0n : BigInt(Math.floor(100_000 * 2 ** (row.place / 8) * 0.9999));
}
