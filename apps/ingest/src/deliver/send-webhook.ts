import { createHmac } from "node:crypto";
import { eventLink } from "./event-link.ts";
import type { Message } from "./message.ts";
import { postJson } from "./post-json.ts";
import type { TargetPolicy } from "./resolve-target.ts";

export interface WebhookTarget {
  readonly url: string;
  /** "" sends unsigned. */
  readonly secret: string;
}

/**
 * Posts a message as JSON. `Spanledger-Signature: v1=<hex>` is HMAC-SHA256 over `<timestamp>.<body>`, the timestamp (Unix
 * seconds) is in `Spanledger-Timestamp`, and `Idempotency-Key` is the same for every try.
 */
export function sendWebhook(
  message: Message,
  { url, secret }: WebhookTarget,
  context: { readonly policy: TargetPolicy; readonly nowMs: number },
): Promise<number> {
  const body = JSON.stringify(payloadOf(message));
  const timestamp = String(Math.floor(context.nowMs / 1_000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  const headers = {
    "user-agent": "Spanledger",
    "idempotency-key": message.id,
    "spanledger-timestamp": timestamp,
    ...(secret === "" ? {} : { "spanledger-signature": `v1=${signature}` }),
  };
  return postJson({ url, body, headers }, context.policy);
}

function payloadOf({ id, project, title, createdAtMs, events, count, publicUrl }: Message): object {
  return {
    id,
    project,
    title,
    created_at: new Date(createdAtMs).toISOString(),
    count,
    events: events.map((event) => ({
      id: event.id,
      at: new Date(event.atMs).toISOString(),
      kind: event.kind,
      severity: event.severity,
      source: event.source,
      source_id: event.sourceId,
      subject: event.subject,
      title: event.title,
      sentence: event.sentence,
      url: eventLink(event, publicUrl) || null,
      evidence: event.evidence,
    })),
  };
}
