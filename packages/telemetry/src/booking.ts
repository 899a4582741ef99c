import type { Dimensions } from "./call.ts";

/**
 * How a span stands in the bill of its trace.
 * `billed`: counted. `provisional`: a roll-up that is the only carrier of usage, counted until a call turns up.
 * `superseded`: the same tokens are billed on `supersededBy`. `duplicate`: the same call seen again.
 * `cached`: served by a response cache, costs nothing, its buckets are savings. `none`: not a model call.
 */
export type BillingState = "billed" | "provisional" | "superseded" | "duplicate" | "cached" | "none";

/** What is known about a span's place in the bill right now. */
export interface Booking {
  readonly state: BillingState;
  /** Span id that carries the bill instead, or "". */
  readonly supersededBy: string;
  /** Resolved over the trace: own > nearest ancestor > trace > resource > derived. */
  readonly dimensions: Dimensions;
}
