import { timeText } from "../settings/time-text.ts";
import type { Store } from "../store/store.ts";
import type { AlertEvent } from "./alert-event.ts";

/** Keeps events for ever (400 days); from then on they are sent, also after a crash. */
export async function insertAlertEvents(store: Store, events: readonly AlertEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ atMs, sourceId, isMuted, evidence, ...event }) => ({
    ...event,
    at: timeText(atMs),
    source_id: sourceId,
    evidence: JSON.stringify(evidence),
    muted: isMuted ? 1 : 0,
  }));
  await store.insertRows("alert_events", rows);
}
