/** OTLP JSON as it may arrive: any field can be missing, null or of a wrong type. */
export interface AnyValueJson {
  readonly stringValue?: unknown;
  readonly boolValue?: unknown;
  readonly intValue?: unknown;
  readonly doubleValue?: unknown;
  readonly arrayValue?: unknown;
  readonly kvlistValue?: unknown;
  readonly bytesValue?: unknown;
}

export interface KeyValueJson {
  readonly key?: unknown;
  readonly value?: unknown;
}

export interface ListJson {
  readonly values?: unknown;
}

export interface SpanJson {
  readonly traceId?: unknown;
  readonly spanId?: unknown;
  readonly parentSpanId?: unknown;
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly startTimeUnixNano?: unknown;
  readonly endTimeUnixNano?: unknown;
  readonly attributes?: unknown;
  readonly events?: unknown;
  readonly status?: unknown;
}

export interface StatusJson {
  readonly code?: unknown;
  readonly message?: unknown;
}

export interface EventJson {
  readonly timeUnixNano?: unknown;
  readonly name?: unknown;
  readonly attributes?: unknown;
}

export interface LogRecordJson {
  readonly timeUnixNano?: unknown;
  readonly observedTimeUnixNano?: unknown;
  readonly body?: unknown;
  readonly attributes?: unknown;
  readonly traceId?: unknown;
  readonly spanId?: unknown;
  readonly eventName?: unknown;
}

export interface ScopeJson {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly attributes?: unknown;
}
