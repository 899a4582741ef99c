import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";

const Start = z.object({ from_s: z.coerce.number(), total: z.coerce.number() });

/** The end of a range that holds about so many calls, cut at a whole hour; all of it when it has no more. */
export async function sampleWindow(reader: ProjectReader, range: TimeRange, calls: number): Promise<TimeRange> {
  const [found] = await reader.query({
    name: "sampleWindow",
    sql: `
SELECT toUnixTimestamp(minIf(h.hour, h.newer < {calls: UInt64})) AS from_s, max(h.newer + h.calls) AS total FROM (
  SELECT g.hour AS hour, g.calls AS calls, sum(g.calls) OVER (ORDER BY g.hour DESC) - g.calls AS newer
  FROM (
    SELECT u.hour AS hour, sum(u.calls) AS calls FROM latency_hourly AS u
    WHERE u.project = {project: String} AND u.hour >= toDateTime({from: Int64}, 'UTC') AND u.hour < toDateTime({to: Int64}, 'UTC')
    GROUP BY hour
  ) AS g
) AS h
${QUERY_LIMITS}`,
    params: {
      from: Math.floor(range.fromMs / 3_600_000) * 3600,
      to: Math.ceil(range.toMs / 1000),
      calls,
    },
    schema: Start,
  });
  if (found === undefined || found.total <= calls) return range;
  return { fromMs: Math.min(range.toMs, Math.max(range.fromMs, found.from_s * 1000)), toMs: range.toMs };
}
