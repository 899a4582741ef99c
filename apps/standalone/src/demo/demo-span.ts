/** One span of the demo, in the terms of the OpenTelemetry GenAI conventions. */
export interface DemoSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly service: string;
  readonly environment: string;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | string[]>>;
  /** Set when the span failed. */
  readonly error?: { readonly type: string; readonly message: string };
}

/** All spans of one trace, so that a batch never splits it. */
export type DemoTrace = readonly DemoSpan[];
