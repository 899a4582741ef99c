import type { AcceptResult } from "../receive/receiver.ts";
import { SpoolClosedError, SpoolFullError } from "../spool/errors.ts";

const CLOSED_RETRY_SECONDS = 5;

/** A full or closing spool is an answer: come again. Anything else is a fault and is thrown on. */
export function retryOf(error: unknown): AcceptResult {
  if (error instanceof SpoolFullError)
    return { status: "retry", afterSeconds: error.retryAfterSeconds, reason: error.message };
  if (error instanceof SpoolClosedError)
    return { status: "retry", afterSeconds: CLOSED_RETRY_SECONDS, reason: error.message };
  throw error;
}
