import { createTransport } from "nodemailer";

/** A mailbox that keeps checkpoints, and the server that takes the mail. */
export interface CheckpointMail {
  /** `smtp://` or `smtps://` with host and port, and user and password if it needs them. */
  readonly server: string;
  readonly from: string;
  /** Addresses, separated by commas. */
  readonly to: string;
}

const TIMEOUT_MS = 10_000;

/** Sends a checkpoint as the attachment that `--since` takes. The same checkpoint has the same Message-ID on every try. */
export async function mailCheckpoint(
  {
    project,
    log,
    size,
    note,
  }: { readonly project: string; readonly log: string; readonly size: string; readonly note: string },
  { server, from, to }: CheckpointMail,
): Promise<void> {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url: server, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from,
      to,
      subject: `Checkpoint of ${size} records, log ${log} of ${project}`,
      text: `Keep this mail: with the attached checkpoint an auditor finds out whether the log was written anew.\n\n${note}`,
      attachments: [{ filename: `${log}-${size}.checkpoint`, content: note }],
      messageId: `<checkpoint-${encodeURIComponent(project)}-${log}-${size}@spanledger>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } finally {
    transport.close();
  }
}
