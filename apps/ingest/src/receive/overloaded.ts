import { Refusal } from "./refusal.ts";

const RETRY_AFTER_SECONDS = 2;

/** Too much is under way; asked before a body is read where its length is known, and while it arrives. */
export function overloaded(): Refusal {
  return new Refusal("overloaded", "The server is busy: try again later.", { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
