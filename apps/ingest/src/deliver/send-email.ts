import type { Channel } from "@spanledger/alerts";
import { createTransport } from "nodemailer";
import type { Message } from "./message.ts";
import { resolveTarget, type TargetPolicy } from "./resolve-target.ts";
import { textOf } from "./text-of.ts";

const TIMEOUT_MS = 10_000;

export interface EmailTarget {
  readonly channel: Channel & { readonly kind: "email" };
  readonly password: string;
}

/** Sends a message by SMTP. The Message-ID is made from the message's id: the same for every try. */
export async function sendEmail(
  message: Message,
  { channel, password }: EmailTarget,
  policy: TargetPolicy,
): Promise<void> {
  const { host, port, security, user, from, to } = channel;
  const transport = createTransport({
    host: await resolveTarget(host, policy),
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    tls: { servername: host },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === "" ? {} : { auth: { user, pass: password } }),
  });
  try {
    await transport.sendMail({
      from,
      to,
      subject: message.title,
      text: textOf(message),
      messageId: `<${message.id}@spanledger>`,
      headers: { "Idempotency-Key": message.id, "Auto-Submitted": "auto-generated" },
    });
  } finally {
    transport.close();
  }
}
