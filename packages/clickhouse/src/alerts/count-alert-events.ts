import { z } from "zod";
import type { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";
import { ALERT_LIMITS, type AlertEvent } from "./alert-event.ts";

/** How often something was found in a stretch of time. */
export async function countAlertEvents(
  reader: ProjectReader,
  { source, range }: { readonly source: AlertEvent["source"]; readonly range: TimeRange },
): Promise<number> {
  const [row] = await reader.query({
    name: "countAlertEvents",
    sql: `SELECT uniqExact(e.id) AS found FROM alert_events AS e
      WHERE e.project = {project: String} AND e.source = {source: String} AND e.kind = 'fired'
        AND e.at >= fromUnixTimestamp64Milli({fromMs: Int64}, 'UTC') AND e.at < fromUnixTimestamp64Milli({toMs: Int64}, 'UTC')
      ${ALERT_LIMITS}`,
    params: { source, fromMs: range.fromMs, toMs: range.toMs },
    schema: z.object({ found: z.coerce.number() }),
  });
  return row?.found ?? 0;
}
