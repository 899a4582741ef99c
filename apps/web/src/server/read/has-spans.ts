import type { ProjectReader } from "@spanledger/clickhouse";
import { z } from "zod";

/** Whether a project ever received a span. */
export async function hasSpans(reader: ProjectReader): Promise<boolean> {
  const rows = await reader.query({
    name: "hasSpans",
    sql: "SELECT 1 AS one FROM spans WHERE project = {project: String} LIMIT 1 SETTINGS max_execution_time = 5",
    schema: z.object({ one: z.coerce.number() }),
  });
  return rows.length > 0;
}
