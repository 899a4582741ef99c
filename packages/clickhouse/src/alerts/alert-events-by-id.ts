import type { Store } from "../store/store.ts";
import { ALERT_EVENT_COLUMNS, ALERT_LIMITS, type AlertEvent, AlertEventRow } from "./alert-event.ts";

/** The events with these ids, oldest first. */
export function alertEventsById(
  store: Store,
  { project, ids }: { readonly project: string; readonly ids: readonly string[] },
): Promise<AlertEvent[]> {
  return store.project(project).query({
    name: "alertEventsById",
    lane: "control",
    sql: `SELECT ${ALERT_EVENT_COLUMNS} FROM alert_events AS e FINAL
      WHERE e.project = {project: String} AND e.id IN {ids: Array(String)} ORDER BY e.at, e.id LIMIT 10000 ${ALERT_LIMITS}`,
    params: { ids },
    schema: AlertEventRow,
  });
}
