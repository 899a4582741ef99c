import { z } from "zod";
import type { ProjectReader } from "../../store/store.ts";

const LEAST_STEPS = 4;

/** Traces with a span received since then whose spans were taken by more than one process, the widest first. */
export async function spreadTraces(
  reader: ProjectReader,
  { receivedSinceMs, limit }: { readonly receivedSinceMs: number; readonly limit: number },
): Promise<string[]> {
  const rows = await reader.query({
    name: "spread traces",
    sql: `SELECT lower(hex(trace_id)) AS trace_hex FROM spans
      WHERE project = {project: String} AND received_at >= fromUnixTimestamp64Milli({since_ms: Int64})
      GROUP BY trace_id HAVING uniq(writer) > 1 AND count() >= {least: UInt32}
      ORDER BY count() DESC, trace_id LIMIT {limit: UInt32}
      SETTINGS max_execution_time = 10, max_memory_usage = 1000000000`,
    params: { since_ms: Math.max(0, Math.floor(receivedSinceMs)), least: LEAST_STEPS, limit },
    schema: z.object({ trace_hex: z.string() }),
  });
  return rows.map(({ trace_hex }) => trace_hex);
}
