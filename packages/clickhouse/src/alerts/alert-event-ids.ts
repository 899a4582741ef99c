import { z } from "zod";
import type { Store } from "../store/store.ts";
import { ALERT_LIMITS } from "./alert-event.ts";

/** Ids of the events of a source since a time: what was said already. */
export async function alertEventIds(
  store: Store,
  { source, sinceMs }: { readonly source: string; readonly sinceMs: number },
): Promise<string[]> {
  const rows = await store.query({
    name: "alertEventIds",
    lane: "control",
    sql: `SELECT DISTINCT e.id AS id FROM alert_events AS e
      WHERE e.source = {source: String} AND e.at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
      LIMIT 2000000 ${ALERT_LIMITS}`,
    params: { source, sinceMs },
    schema: z.object({ id: z.string() }),
  });
  return rows.map(({ id }) => id);
}
