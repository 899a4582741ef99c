/** Why a request was refused as a whole; the label of its metric. */
export type RefusalReason =
  | "not_found"
  | "method"
  | "no_key"
  | "unknown_key"
  | "revoked_key"
  | "wrong_scope"
  | "content_type"
  | "content_encoding"
  | "too_large"
  | "malformed"
  | "too_slow"
  | "disconnected"
  | "not_ready"
  | "overloaded"
  | "limited"
  | "accept_failed";

/** Ends a request with an answer that is not 200. The message is shown to the sender. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: RefusalReason;
  readonly retryAfterSeconds: number | null;

  constructor(reason: RefusalReason, message: string, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.reason = reason;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
