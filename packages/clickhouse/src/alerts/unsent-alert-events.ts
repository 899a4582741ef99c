import { z } from "zod";
import type { Store } from "../store/store.ts";
import { ALERT_EVENT_COLUMNS, ALERT_LIMITS, type AlertEvent, AlertEventRow } from "./alert-event.ts";

export interface UnsentEvents {
  readonly events: readonly AlertEvent[];
  /** Channels that have a message with it, by event id. */
  readonly sentTo: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Events since a time that are to be told, and which channels have a message with them already. */
export async function unsentAlertEvents(
  store: Store,
  { sinceMs }: { readonly sinceMs: number },
): Promise<UnsentEvents> {
  const events = await store.query({
    name: "unsentAlertEvents",
    lane: "control",
    sql: `SELECT ${ALERT_EVENT_COLUMNS} FROM alert_events AS e FINAL
      WHERE e.muted = 0 AND e.at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
      ORDER BY e.at, e.id LIMIT 200000 ${ALERT_LIMITS}`,
    params: { sinceMs },
    schema: AlertEventRow,
  });
  const sent = await store.query({
    name: "sentAlertEvents",
    lane: "control",
    sql: `SELECT event, groupUniqArray(d.channel) AS channels FROM deliveries AS d ARRAY JOIN d.events AS event
      WHERE d.version > 0 AND d.created_at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
      GROUP BY event LIMIT 1000000 ${ALERT_LIMITS}`,
    params: { sinceMs },
    schema: z.object({ event: z.string(), channels: z.array(z.string()) }),
  });
  return { events, sentTo: new Map(sent.map(({ event, channels }) => [event, new Set(channels)])) };
}
