import { z } from "zod";
import type { ProjectReader } from "../store/store.ts";
import { ALERT_EVENT_COLUMNS, ALERT_LIMITS, type AlertEvent, AlertEventRow } from "./alert-event.ts";

export const ListAlertEventsParams = z.object({
  source: z.enum(["budget", "rule", "runaway", "ledger", "test"]).optional(),
  sourceId: z.string().max(200).optional(),
  /** Only older ones, UTC milliseconds. */
  beforeMs: z.int().min(0).optional(),
  limit: z.int().min(1).max(1_000).default(100),
});

/** What fired and recovered, newest first: of one budget or rule, or all. */
export async function listAlertEvents(
  reader: ProjectReader,
  input: z.input<typeof ListAlertEventsParams>,
): Promise<AlertEvent[]> {
  const { source, sourceId, beforeMs, limit } = ListAlertEventsParams.parse(input);
  const conditions = [
    source === undefined ? "" : " AND e.source = {source: String}",
    sourceId === undefined ? "" : " AND e.source_id = {sourceId: String}",
    beforeMs === undefined ? "" : " AND e.at < fromUnixTimestamp64Milli({beforeMs: Int64}, 'UTC')",
  ];
  return reader.query({
    name: "listAlertEvents",
    sql: `SELECT ${ALERT_EVENT_COLUMNS} FROM alert_events AS e FINAL
      WHERE e.project = {project: String}${conditions.join("")}
      ORDER BY e.at DESC, e.id LIMIT {limit: UInt32} ${ALERT_LIMITS}`,
    params: { source: source ?? "", sourceId: sourceId ?? "", beforeMs: beforeMs ?? 0, limit },
    schema: AlertEventRow,
  });
}
