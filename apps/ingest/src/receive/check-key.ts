import type { IncomingMessage } from "node:http";
import { readKey } from "./read-key.ts";
import type { Authentication, ReceiverOptions } from "./receiver.ts";
import { Refusal } from "./refusal.ts";

const RETRY_AFTER_SECONDS = 5;
const HOW = "Send an ingest key as `Authorization: Bearer <key>`, `x-api-key: <key>` or the password of Basic.";

/** Who is sending. @throws Refusal */
export async function checkKey(
  request: IncomingMessage,
  options: Pick<ReceiverOptions, "authenticate" | "logger">,
): Promise<Extract<Authentication, { status: "ok" }>> {
  const key = readKey(request.headers);
  if (key === null) throw new Refusal("no_key", HOW);
  const found = await authenticate(key, options);
  switch (found.status) {
    case "ok":
      return found;
    case "unknown":
      throw new Refusal("unknown_key", `This key is not known here. ${HOW}`);
    case "revoked":
      throw new Refusal("revoked_key", "This key was revoked: create a new ingest key and send that.");
    case "wrong_scope":
      throw new Refusal("wrong_scope", "This key may not send telemetry: use a key with the ingest scope.");
  }
}

/** A key store that cannot answer is no reason for the client to drop its spans. */
async function authenticate(
  key: string,
  options: Pick<ReceiverOptions, "authenticate" | "logger">,
): Promise<Authentication> {
  try {
    return await options.authenticate(key);
  } catch (cause) {
    options.logger.error({ err: cause }, "keys could not be checked");
    throw new Refusal("not_ready", "Keys cannot be checked at the moment: try again later.", {
      cause,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
}
