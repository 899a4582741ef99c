import type { ProjectReader } from "../store/store.ts";
import { ALERT_EVENT_COLUMNS, ALERT_LIMITS, type AlertEvent, AlertEventRow } from "./alert-event.ts";

/** What fired and has not recovered, of the alerts of a project since a time: the newest of each subject, newest first. */
export function standingAlerts(
  reader: ProjectReader,
  { source, sinceMs }: { readonly source: AlertEvent["source"]; readonly sinceMs: number },
): Promise<AlertEvent[]> {
  return reader.query({
    name: "standingAlerts",
    sql: `SELECT * FROM (
        SELECT ${ALERT_EVENT_COLUMNS} FROM alert_events AS e FINAL
        WHERE e.project = {project: String} AND e.source = {source: String}
          AND e.at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
        ORDER BY e.at DESC LIMIT 1 BY e.source_id, e.subject)
      WHERE kind = 'fired' ORDER BY at_ms DESC, id LIMIT 1000 ${ALERT_LIMITS}`,
    params: { source, sinceMs },
    schema: AlertEventRow,
  });
}
