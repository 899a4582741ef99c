/** A check that did not hold. `code` names the kind of finding for machines, `message` is the sentence for people. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  /** Whether the check found something wrong, or could not be made at all. */
  readonly level: "failed" | "unverifiable";

  constructor(code: string, message: string, level: "failed" | "unverifiable" = "failed") {
    super(message);
    this.code = code;
    this.level = level;
  }
}
