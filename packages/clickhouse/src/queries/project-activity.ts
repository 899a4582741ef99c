import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export interface ProjectActivity {
  /** Start of the newest and oldest hour with a counted call, UTC ms; null without any. */
  readonly firstHourMs: number | null;
  readonly lastHourMs: number | null;
  readonly calls: number;
}

const Row = z.object({
  first_hour: z.number(),
  last_hour: z.number(),
  calls: z.string().transform(Number),
});

/** When the project's calls began and when the last came: says which time range has something to show. */
export async function projectActivity(reader: ProjectReader): Promise<ProjectActivity> {
  const [row] = await reader.query({
    name: "projectActivity",
    sql: `
SELECT toUnixTimestamp(min(u.hour)) AS first_hour, toUnixTimestamp(max(u.hour)) AS last_hour, sum(u.calls) AS calls
FROM latency_hourly AS u
WHERE u.project = {project: String}
${QUERY_LIMITS}`,
    schema: Row,
  });
  if (row === undefined || row.last_hour === 0) return { firstHourMs: null, lastHourMs: null, calls: 0 };
  return { firstHourMs: row.first_hour * 1000, lastHourMs: row.last_hour * 1000, calls: row.calls };
}
