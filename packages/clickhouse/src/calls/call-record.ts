/** One stored span in its current state: its row overlaid with the newest correction. "" means absent. */
export interface CallRecord {
  readonly traceId: string;
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  /** With seq the row's own identity. */
  readonly writer: string;
  readonly seq: string;
  readonly name: string;
  /** call | rollup | none. */
  readonly role: string;
  readonly operation: string;
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  readonly serviceTier: string;
  readonly region: string;
  /** UTC nanoseconds since the epoch, as text. */
  readonly startTimeNs: string;
  readonly durationMs: number;
  /** null when not reported. */
  readonly ttftMs: number | null;
  /** unset | ok | error. */
  readonly status: string;
  readonly errorType: string;
  readonly finishReasons: readonly string[];
  readonly toolName: string;
  readonly cacheTier: string;
  readonly environment: string;
  readonly service: string;
  readonly feature: string;
  readonly tenant: string;
  readonly user: string;
  readonly session: string;
  readonly agent: string;
  readonly workflow: string;
  readonly promptName: string;
  readonly promptVersion: string;
  /** null when the span reported no usage. */
  readonly tokens: CallTokens | null;
  /** null when nothing is known of the cost; own amounts also of a call that is billed elsewhere (see billingState). */
  readonly cost: CallCost | null;
  /** What the client says it cost, USD; null when it says nothing. */
  readonly reportedUsd: string | null;
  readonly costStatus: string;
  readonly unpricedReason: string;
  readonly priceId: string;
  readonly priceSource: string;
  readonly priceDate: string;
  readonly priceModifiers: readonly string[];
  /** billed | provisional | superseded | duplicate | cached | none. */
  readonly billingState: string;
  readonly supersededBy: string;
  /** Whether totals have it. */
  readonly counted: boolean;
  /** Why the state is not what it was at first; "" when it never changed. */
  readonly correction: string;
  readonly tokenRule: string;
  /** 0..100 */
  readonly tokenConfidence: number;
  readonly flags: readonly string[];
  readonly receivedAtMs: number;
}

export interface CallTokens {
  readonly inputUncached: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
}

/** Exact decimal text in USD. */
export interface CallCost {
  readonly input: string;
  readonly cacheRead: string;
  readonly cacheWrite: string;
  readonly output: string;
  readonly other: string;
  readonly total: string;
}
