import { z } from "zod";
import type { ProjectReader } from "../../store/store.ts";

const MAX_OPEN = 500;

/** Traces with a finding that nobody has acted on and that had no span since then: they ended by themselves. */
export async function quietRunaways(
  reader: ProjectReader,
  { sinceMs }: { readonly sinceMs: number },
): Promise<string[]> {
  const params = { since: Math.floor(sinceMs) };
  const found = await reader.query({
    name: "open runaways",
    lane: "control",
    sql: `SELECT DISTINCT trace_id FROM (
        SELECT trace_id, rule, state, detected_at, deleted FROM runaways
        WHERE project = {project: String} ORDER BY version DESC LIMIT 1 BY trace_id, rule
      ) WHERE deleted = 0 AND state IN ('watching', 'alerted') AND detected_at < fromUnixTimestamp64Milli({since: Int64})
      ORDER BY trace_id LIMIT ${MAX_OPEN} SETTINGS max_execution_time = 5, max_memory_usage = 500000000`,
    params,
    schema: z.object({ trace_id: z.string() }),
  });
  if (found.length === 0) return [];
  const ids = found.map(({ trace_id }) => trace_id);
  const active = await reader.query({
    name: "traces with recent spans",
    lane: "control",
    sql: `SELECT DISTINCT lower(hex(trace_id)) AS trace FROM spans
      WHERE project = {project: String} AND received_at >= fromUnixTimestamp64Milli({since: Int64})
        AND trace_id IN arrayMap(id -> toFixedString(unhex(id), 16), {ids: Array(String)})
      LIMIT ${MAX_OPEN} SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
    params: { ...params, ids },
    schema: z.object({ trace: z.string() }),
  });
  const running = new Set(active.map(({ trace }) => trace));
  return ids.filter((id) => !running.has(id));
}
