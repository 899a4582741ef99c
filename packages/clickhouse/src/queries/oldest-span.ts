import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

const Row = z.object({ start_ms: z.string().transform(Number) });

/** Start of the project's oldest span, UTC ms; null without any. Older ones were never sent or are past their retention. */
export async function oldestSpan(reader: ProjectReader): Promise<number | null> {
  const [row] = await reader.query({
    name: "oldestSpan",
    sql: `
SELECT toUnixTimestamp64Milli(t.start_time) AS start_ms FROM spans AS t
WHERE t.project = {project: String} ORDER BY t.project, t.start_time LIMIT 1 ${QUERY_LIMITS}`,
    schema: Row,
  });
  return row?.start_ms ?? null;
}
