/** `malformed`: no OTLP body at all. `too_large`: more than the limits allow. */
export type DecodeErrorCode = "malformed" | "too_large";

/** The whole body cannot be taken. The message tells the sender what to do and holds none of the body. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  readonly code: DecodeErrorCode;

  constructor(code: DecodeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
