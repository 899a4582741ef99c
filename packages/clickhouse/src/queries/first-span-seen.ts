import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

/** Whether the project has any span yet: what the first-run page waits for. */
export async function firstSpanSeen(reader: ProjectReader): Promise<boolean> {
  const rows = await reader.query({
    name: "firstSpanSeen",
    sql: `SELECT 1 AS seen FROM spans AS t WHERE t.project = {project: String} LIMIT 1 ${QUERY_LIMITS}`,
    schema: z.object({ seen: z.number() }),
  });
  return rows.length > 0;
}
