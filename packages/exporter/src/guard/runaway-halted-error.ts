import type { Finding } from "./finding.ts";

/** A model call was not made, because its trace runs away. */
export class RunawayHaltedError extends Error {
  override readonly name = "RunawayHaltedError";
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.sentence);
    this.finding = finding;
  }
}
