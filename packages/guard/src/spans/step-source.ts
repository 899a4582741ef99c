/** As in the bill: see `Role` and `BillingState` of @spanledger/telemetry. */
export type SpanRole = "call" | "rollup" | "none";
export type SpanState = "billed" | "provisional" | "superseded" | "duplicate" | "cached" | "none";

/** A span as the runaway rules need it, whether it has just arrived or was read back. "" and null mean unknown. */
export interface StepSource {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** UTC milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  readonly role: SpanRole;
  readonly opClass: string;
  readonly operation: string;
  readonly state: SpanState;
  /** Said by the span itself. */
  readonly ownAgent: string;
  /** As resolved over the trace. */
  readonly agent: string;
  readonly feature: string;
  readonly tenant: string;
  readonly model: string;
  readonly toolName: string;
  readonly errorType: string;
  readonly finishReasons: readonly string[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costPicoUsd: bigint | null;
  readonly inputMessages: string;
  readonly outputMessages: string;
  readonly toolArguments: string;
  readonly toolResult: string;
  readonly statusMessage: string;
}
