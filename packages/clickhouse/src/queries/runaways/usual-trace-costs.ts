import { z } from "zod";
import { parsePicoUsd } from "../../registry/parse-pico-usd.ts";
import type { ProjectReader } from "../../store/store.ts";

/** The 99th percentile of cost per trace of each feature since then, pico-dollars; features of few traces are left out. */
export async function usualTraceCosts(
  reader: ProjectReader,
  { sinceMs, leastTraces }: { readonly sinceMs: number; readonly leastTraces: number },
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await reader.query({
    name: "usual trace costs",
    sql: `SELECT feature, toString(toDecimal128(quantileTDigest(0.99)(toFloat64(cost)), 12)) AS p99
      FROM (
        SELECT trace_id, max(feature) AS feature, sum(total_cost) AS cost FROM spans
        WHERE project = {project: String} AND booked = 1 AND start_time >= fromUnixTimestamp64Milli({since_ms: Int64})
        GROUP BY trace_id
      )
      GROUP BY feature HAVING count() >= {least: UInt32} LIMIT 10000
      SETTINGS max_execution_time = 10, max_memory_usage = 1000000000, max_rows_to_read = 20000000`,
    params: { since_ms: Math.max(0, Math.floor(sinceMs)), least: leastTraces },
    schema: z.object({ feature: z.string(), p99: z.string() }),
  });
  return new Map(rows.map(({ feature, p99 }) => [feature, parsePicoUsd(p99)]));
}
