import type { Store } from "../store/store.ts";
import { ALERT_EVENT_COLUMNS, ALERT_LIMITS, type AlertEvent, AlertEventRow } from "./alert-event.ts";

/** The newest event of each subject of each source: how alerts stood when the last process ended. */
export function newestAlertEvents(
  store: Store,
  { source, sinceMs }: { readonly source: AlertEvent["source"]; readonly sinceMs: number },
): Promise<AlertEvent[]> {
  return store.query({
    name: "newestAlertEvents",
    lane: "control",
    sql: `SELECT ${ALERT_EVENT_COLUMNS} FROM alert_events AS e FINAL
      WHERE e.source = {source: String} AND e.at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
      ORDER BY e.at DESC LIMIT 1 BY e.project, e.source_id, e.subject LIMIT 500000 ${ALERT_LIMITS}`,
    params: { source, sinceMs },
    schema: AlertEventRow,
  });
}
