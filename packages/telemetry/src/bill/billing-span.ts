import type { Identity, OpClass, Role } from "../call.ts";

/** Token counts of one span as the bill compares them. All are non-negative safe integers. */
export interface BillingTokens {
  readonly uncached: number;
  readonly cacheRead: number;
  /** All cache writes, whatever their lifetime. */
  readonly cacheWrite: number;
  /** Reasoning inside. */
  readonly output: number;
  /** null when not reported. */
  readonly reasoning: number | null;
  /** Input as reported, before the accounting rule; null when not reported. */
  readonly rawInput: number | null;
}

/**
 * What the decision who carries the bill needs to know of one copy of one span. Every span of a trace is given,
 * also those that have nothing to do with a model: they carry the parent chain.
 */
export interface BillingSpan {
  /** Unique among the copies given; the smaller key wins between equal copies of one span. */
  readonly key: string;
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly role: Role;
  readonly opClass: OpClass;
  readonly operation: string;
  readonly scope: string;
  readonly service: string;
  /** UTC nanoseconds. */
  readonly startNs: bigint;
  /** UTC nanoseconds; not before `startNs` unless the sender left it out. */
  readonly endNs: bigint;
  /** Requested and answering model as reported; empty when neither is known. */
  readonly models: readonly string[];
  readonly responseId: string;
  /** null when the span reports no usage at all. */
  readonly tokens: BillingTokens | null;
  /** Images, seconds, searches or a reported cost: usage without tokens. */
  readonly hasOtherUsage: boolean;
  /** The token counts are known to be a local estimate. */
  readonly estimated: boolean;
  /** Estimated, or from a tracer that estimates some calls without saying which. */
  readonly doubtful: boolean;
  /** A record made after the call, not a span around it. */
  readonly isReport: boolean;
  readonly failed: boolean;
  /** Served by a response cache of the app or gateway. */
  readonly cacheHit: boolean;
  readonly attributeCount: number;
  readonly identity: Identity;
}
