import root from "otlp-reference-decoder/build/src/generated/root.js";

/** OpenTelemetry's generated decoder, which its package does not type. Lists are empty and messages null when absent. */
export interface ReferenceDecoder {
  readonly traces: ReferenceMessage<{
    readonly resourceSpans: readonly ResourceGroup<"scopeSpans", "spans", ReferenceSpan>[];
  }>;
  readonly logs: ReferenceMessage<{
    readonly resourceLogs: readonly ResourceGroup<"scopeLogs", "logRecords", ReferenceLog>[];
  }>;
}

interface ReferenceMessage<T> {
  decode(body: Uint8Array): T;
  toObject(message: T, options: object): unknown;
}

type ResourceGroup<Scopes extends string, Records extends string, T> = {
  readonly resource: { readonly attributes: readonly ReferenceKeyValue[] } | null;
} & Record<Scopes, readonly (ReferenceScopeGroup & Record<Records, readonly T[]>)[]>;

export interface ReferenceScopeGroup {
  readonly scope: {
    readonly name: Text;
    readonly version: Text;
    readonly attributes: readonly ReferenceKeyValue[];
  } | null;
  readonly schemaUrl: Text;
}

type Text = string | null;
type Bytes = Uint8Array | null;
type Long = { toString(): string } | null;

export interface ReferenceSpan {
  readonly traceId: Bytes;
  readonly spanId: Bytes;
  readonly parentSpanId: Bytes;
  readonly name: Text;
  readonly kind: number | null;
  readonly startTimeUnixNano: Long;
  readonly endTimeUnixNano: Long;
  readonly status: { readonly code: number | null; readonly message: Text } | null;
  readonly attributes: readonly ReferenceKeyValue[];
  readonly events: readonly {
    readonly name: Text;
    readonly timeUnixNano: Long;
    readonly attributes: readonly ReferenceKeyValue[];
  }[];
}

export interface ReferenceLog {
  readonly traceId: Bytes;
  readonly spanId: Bytes;
  readonly eventName: Text;
  readonly timeUnixNano: Long;
  readonly observedTimeUnixNano: Long;
  readonly body: ReferenceValue | null;
  readonly attributes: readonly ReferenceKeyValue[];
}

export interface ReferenceKeyValue {
  readonly key: Text;
  readonly value: ReferenceValue | null;
}

export interface ReferenceValue {
  readonly stringValue: Text;
  readonly boolValue: boolean | null;
  readonly intValue: Long;
  readonly doubleValue: number | null;
  readonly bytesValue: Bytes;
  readonly arrayValue: { readonly values: readonly ReferenceValue[] } | null;
  readonly kvlistValue: { readonly values: readonly ReferenceKeyValue[] } | null;
}

interface Collector {
  readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: ReferenceDecoder["traces"] } };
  readonly logs: { readonly v1: { readonly ExportLogsServiceRequest: ReferenceDecoder["logs"] } };
}

/** The package declares protobufjs' empty Root; the generated code has the OTLP packages on it. */
function collectorOf(generated: unknown): Collector {
  const typed = generated as { opentelemetry: { proto: { collector: Collector } } };
  return typed.opentelemetry.proto.collector;
}

const collector = collectorOf(root);

export const referenceDecoder: ReferenceDecoder = {
  traces: collector.trace.v1.ExportTraceServiceRequest,
  logs: collector.logs.v1.ExportLogsServiceRequest,
};
