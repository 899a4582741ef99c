import type { Channel } from "@spanledger/alerts";
import type { Message } from "./message.ts";
import type { TargetPolicy } from "./resolve-target.ts";
import { sendEmail } from "./send-email.ts";
import { sendSlack } from "./send-slack.ts";
import { sendWebhook } from "./send-webhook.ts";

export interface Outcome {
  readonly isDelivered: boolean;
  /** 0 without an answer; 250 for an e-mail that the server took. */
  readonly statusCode: number;
  /** What went wrong and what to do, without any secret; "". */
  readonly error: string;
}

export interface SendContext {
  readonly policy: TargetPolicy;
  readonly nowMs: number;
}

/** Sends a message by the channel's own way. Whatever goes wrong is an outcome. */
export async function sendMessage(
  message: Message,
  { channel, secret }: { readonly channel: Channel; readonly secret: string },
  context: SendContext,
): Promise<Outcome> {
  try {
    switch (channel.kind) {
      case "webhook":
        return byStatus(await sendWebhook(message, { url: channel.url, secret }, context));
      case "slack":
        if (secret === "") return failed(0, "The channel has no address: give it one again.");
        return byStatus(await sendSlack(message, secret, context.policy));
      case "email":
        await sendEmail(message, { channel, password: secret }, context.policy);
        return { isDelivered: true, statusCode: 250, error: "" };
    }
  } catch (error) {
    return failed(0, withoutSecret(error instanceof Error ? error.message : String(error), secret));
  }
}

function byStatus(statusCode: number): Outcome {
  if (statusCode >= 200 && statusCode < 300) return { isDelivered: true, statusCode, error: "" };
  if (statusCode >= 300 && statusCode < 400)
    return failed(
      statusCode,
      `The receiver answered ${statusCode}: redirects are not followed, give its final address.`,
    );
  return failed(statusCode, `The receiver answered ${statusCode}.`);
}

function failed(statusCode: number, error: string): Outcome {
  return { isDelivered: false, statusCode, error: error.slice(0, 500) };
}

function withoutSecret(text: string, secret: string): string {
  return secret === "" ? text : text.replaceAll(secret, "(secret)");
}
