import { z } from "zod";
import { createBinder } from "../../registry/create-binder.ts";
import { QUERY_LIMITS } from "../../registry/query-limits.ts";
import { rawTimes } from "../../registry/raw-times.ts";
import { TimeRange } from "../../registry/time-range.ts";
import type { ProjectReader } from "../../store/store.ts";

export const LongTracesParams = z.object({
  range: TimeRange,
  /** "" for all. */
  feature: z.string().default(""),
  leastSteps: z.int().min(1),
  limit: z.int().min(1).max(2000),
});

export interface LongTraces {
  readonly traces: readonly { readonly traceId: string; readonly steps: number }[];
  /** All that have so many steps, also when fewer are listed. */
  readonly total: number;
  readonly totalSteps: number;
}

const count = z.coerce.number();
const Row = z.object({ trace: z.string(), steps: count, total: count, total_steps: count });

/** Traces of a time with at least so many calls, tools and agents, the longest first. */
export async function longTraces(reader: ProjectReader, input: z.input<typeof LongTracesParams>): Promise<LongTraces> {
  const { range, feature, leastSteps, limit } = LongTracesParams.parse(input);
  const binder = createBinder();
  const name = binder.bind("String", feature);
  const rows = await reader.query({
    name: "longTraces",
    sql: `
SELECT lower(hex(t.trace_id)) AS trace, count() AS steps, count() OVER () AS total, sum(steps) OVER () AS total_steps
FROM spans AS t
WHERE t.project = {project: String} AND ${rawTimes([range], binder)("t")}
  AND (t.role = 'call' OR t.operation IN ('execute_tool', 'invoke_agent', 'retrieval'))
GROUP BY t.trace_id
HAVING steps >= ${binder.bind("UInt32", leastSteps)} AND (${name} = '' OR countIf(t.feature = ${name}) > 0)
ORDER BY steps DESC, trace
LIMIT ${binder.bind("UInt32", limit)} ${QUERY_LIMITS}`,
    params: binder.params,
    schema: Row,
  });
  return {
    traces: rows.map(({ trace, steps }) => ({ traceId: trace, steps })),
    total: rows[0]?.total ?? 0,
    totalSteps: rows[0]?.total_steps ?? 0,
  };
}
