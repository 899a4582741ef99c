import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { SPAN_SELECT, SpanFound } from "../calls/span-select.ts";
import { selectSpans } from "../calls/select-spans.ts";
import { withCorrections } from "../calls/with-corrections.ts";
import { createBinder } from "../registry/create-binder.ts";
import { currentStateBranches } from "../registry/current-state-branches.ts";
import { histogramSource } from "../registry/histogram-source.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { rawTimes } from "../registry/raw-times.ts";
import type { TimeRange } from "../registry/time-range.ts";
import type { UsageFilter } from "../registry/usage-filter.ts";
import type { ProjectReader } from "../store/store.ts";
import { LatencyParams } from "./latency.ts";

export const SlowestCallsParams = LatencyParams.extend({ limit: z.int().min(1).max(100).default(20) });

const Floor = z.object({ place: z.coerce.number() });
const DAY_MS = 86_400_000;
/** Parts of a long range, its end first, that are looked into before all of it. */
const FIRST_PARTS = [64, 8] as const;

/**
 * The longest counted calls, or those that waited longest for their first token; longest first. The histograms say from where
 * on they are, and the slowest of a part of the range how much higher, so that the index on durations leaves out almost all of
 * the spans.
 */
export async function slowestCalls(
  reader: ProjectReader,
  input: z.input<typeof SlowestCallsParams>,
): Promise<CallRecord[]> {
  const wanted = SlowestCallsParams.parse(input);
  const { range, kind, limit } = wanted;
  let floor = await floorOf(reader, wanted);
  if (floor === null) return [];
  const length = range.toMs - range.fromMs;
  for (const part of length > DAY_MS ? FIRST_PARTS : []) {
    const found = await longest(
      reader,
      { ...wanted, range: { ...range, fromMs: Math.floor(range.toMs - length / part) } },
      floor,
    );
    const least = found.at(-1);
    if (least !== undefined && found.length === limit) floor = BigInt(least[`${kind}_ns`]);
  }
  return withCorrections(reader, await longest(reader, wanted, floor));
}

async function longest(reader: ProjectReader, wanted: Wanted, floor: bigint): Promise<SpanFound[]> {
  const { range, filters, kind, limit } = wanted;
  const binder = createBinder();
  const times = rawTimes([range], binder);
  const from = binder.bind("UInt64", floor);
  const within = (table: string) => `${times(table)} AND ${table}.${kind}_ns >= ${from}`;
  const state = { filters, countedOnly: true, billingStates: [], costStatuses: [], errorsOnly: false, within };
  const common = `t.project = {project: String} AND ${within("t")} AND t.role != 'none'`;
  const sql = selectSpans({
    columns: SPAN_SELECT,
    branches: currentStateBranches(state, binder).map((branch) => `${common}${branch}`),
    order: {
      table: `t.${kind}_ns DESC, t.start_time DESC`,
      found: `q.${kind}_ns DESC, q.start_ns DESC`,
    },
    limit: binder.bind("UInt64", limit),
  });
  return reader.query({
    name: "slowestCalls",
    sql: `${sql}\n${QUERY_LIMITS}`,
    params: binder.params,
    schema: SpanFound,
  });
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
