export type EvidenceErrorCode = "missing_entry" | "root" | "record";

/** An export that cannot be made without saying something false. Its message says what to do. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
  readonly code: EvidenceErrorCode;

  constructor(code: EvidenceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
