import type { BillingState } from "../booking.ts";

/** How one copy of a span stands in the bill of its trace. */
export interface Decision {
  readonly state: BillingState;
  /** Span id that carries the bill instead, or "". */
  readonly supersededBy: string;
  /** Keys of the spans whose evidence (cost, cache detail, dimensions) this span takes over, nearest first. */
  readonly absorbed: readonly string[];
}
