export type LedgerErrorCode = "body" | "commitment" | "entry" | "format" | "key" | "range";

/** A value that the log's formats do not allow. `message` says which one and what to do. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
