import { randomUUID } from "node:crypto";
import type { Store } from "../store/store.ts";
import { insertAlertEvents } from "./insert-alert-events.ts";

/**
 * Sends a test message to one channel. It takes the way of every alert, and listDeliveries of the channel shows within
 * seconds what became of it. Gives the event's id.
 */
export async function requestTestAlert(
  store: Store,
  { project, channel, nowMs }: { readonly project: string; readonly channel: string; readonly nowMs: number },
): Promise<string> {
  const id = `test-${randomUUID()}`;
  await insertAlertEvents(store, [
    {
      project,
      id,
      atMs: nowMs,
      source: "test",
      sourceId: channel,
      subject: "",
      kind: "fired",
      severity: "info",
      title: "Test message from Spanledger",
      sentence: "This channel works: alerts of the project arrive here.",
      evidence: {},
      channels: [channel],
      isMuted: false,
    },
  ]);
  return id;
}
