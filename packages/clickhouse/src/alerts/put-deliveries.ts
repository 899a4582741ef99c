import { timeText } from "../settings/time-text.ts";
import type { Store } from "../store/store.ts";
import type { Delivery } from "./delivery.ts";

/** Writes the state of messages: each version is a line of the log. */
export async function putDeliveries(store: Store, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map((delivery) => ({
    project: delivery.project,
    id: delivery.id,
    channel: delivery.channel,
    events: delivery.events,
    event_count: delivery.eventCount,
    title: delivery.title,
    state: delivery.state,
    attempt: delivery.attempt,
    status_code: delivery.statusCode,
    error: delivery.error,
    took_ms: Math.round(delivery.tookMs),
    created_at: timeText(delivery.createdAtMs),
    next_attempt_at: timeText(delivery.nextAttemptAtMs),
    recorded_at: timeText(delivery.recordedAtMs),
    version: String(delivery.version),
  }));
  await store.insertRows("deliveries", rows);
}
