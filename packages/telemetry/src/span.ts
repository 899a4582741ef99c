/** A value of an OTLP AnyValue. Integers beyond 2^53 arrive as bigint; an empty AnyValue is null. */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

/** Of a key that occurs twice in one span the last value is kept (OTLP leaves it open). */
export type Attributes = ReadonlyMap<string, AttributeValue>;

export interface SpanEvent {
  readonly name: string;
  /** UTC nanoseconds since the epoch. */
  readonly timeNs: bigint;
  readonly attributes: Attributes;
}

/** Shared by all spans of one ResourceSpans. */
export interface Resource {
  readonly attributes: Attributes;
}

/** Shared by all spans of one ScopeSpans. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
  readonly attributes: Attributes;
}

/** OTLP status code: 0 unset, 1 ok, 2 error. */
export type StatusCode = 0 | 1 | 2;

/** One OTLP span, decoded and checked: ids are valid, times are unsigned nanoseconds. */
export interface Span {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hex digits, not all zero. */
  readonly spanId: string;
  /** 16 lower-case hex digits, or "" for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  /** OTLP SpanKind 0..5. Takes no part in any billing rule. */
  readonly kind: number;
  /** UTC nanoseconds since the epoch. */
  readonly startTimeNs: bigint;
  /** UTC nanoseconds since the epoch; 0n when the sender left it out. */
  readonly endTimeNs: bigint;
  readonly statusCode: StatusCode;
  readonly statusMessage: string;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly resource: Resource;
  readonly scope: Scope;
  /** What decoding had to change: `attribute_truncated`, `attributes_dropped`, `events_dropped`, `depth_cut`. */
  readonly flags: readonly string[];
}

/** One OTLP log record that belongs to a span (GenAI event conventions). */
export interface LogRecord {
  /** 32 lower-case hex digits, or "" when the record belongs to no trace. */
  readonly traceId: string;
  /** 16 lower-case hex digits, or "". */
  readonly spanId: string;
  /** `event_name` field, else the `event.name` attribute, else "". */
  readonly eventName: string;
  readonly timeNs: bigint;
  readonly body: AttributeValue;
  readonly attributes: Attributes;
  readonly resource: Resource;
  readonly scope: Scope;
}
