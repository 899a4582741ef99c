import type { Finding } from "../finding.ts";

/** The platform's decision to stop a trace. */
export interface Halt {
  readonly traceId: string;
  readonly action: "observe" | "block";
  /** Milliseconds since 1970; the halt ends then. */
  readonly expiresAtMs: number;
  readonly finding: Finding;
}
