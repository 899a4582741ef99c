import type { Store } from "../store/store.ts";
import { ALERT_LIMITS } from "./alert-event.ts";
import { type Delivery, DELIVERY_COLUMNS, DeliveryRow } from "./delivery.ts";

/** Messages that are due and neither delivered nor given up, oldest first. */
export function pendingDeliveries(
  store: Store,
  { nowMs, sinceMs }: { readonly nowMs: number; readonly sinceMs: number },
): Promise<Delivery[]> {
  return store.query({
    name: "pendingDeliveries",
    lane: "control",
    sql: `SELECT * FROM (
        SELECT ${DELIVERY_COLUMNS} FROM deliveries AS d
        WHERE d.recorded_at >= fromUnixTimestamp64Milli({sinceMs: Int64}, 'UTC')
        ORDER BY d.version DESC LIMIT 1 BY d.project, d.id)
      WHERE state = 'pending' AND next_ms <= {nowMs: Int64} ORDER BY next_ms LIMIT 1000 ${ALERT_LIMITS}`,
    params: { nowMs, sinceMs },
    schema: DeliveryRow,
  });
}
