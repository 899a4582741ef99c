import type { Attributes, AttributeValue, LogRecord, Span } from "../src/span.ts";
import type { ReferenceDecoder, ReferenceKeyValue, ReferenceScopeGroup, ReferenceValue } from "./reference-decoder.ts";

type TraceRequest = ReturnType<ReferenceDecoder["traces"]["decode"]>;
type LogsRequest = ReturnType<ReferenceDecoder["logs"]["decode"]>;
type Bytes = Uint8Array | null;
type Long = { toString(): string } | null;

/** Both decoders' spans as plain values, so that they can be compared. */
export function plainTraces(spans: readonly Span[]): unknown[] {
  return spans.map((span) => ({
    ...span,
    attributes: plain(span.attributes),
    events: span.events.map((event) => ({ ...event, attributes: plain(event.attributes) })),
    resource: plain(span.resource.attributes),
    scope: { ...span.scope, attributes: plain(span.scope.attributes) },
    flags: undefined,
  }));
}

export function plainLogs(records: readonly LogRecord[]): unknown[] {
  return records.map((record) => ({
    ...record,
    attributes: plain(record.attributes),
    resource: plain(record.resource.attributes),
    scope: { ...record.scope, attributes: plain(record.scope.attributes) },
  }));
}

export function referenceTraces(request: TraceRequest): unknown[] {
  return request.resourceSpans.flatMap((group) =>
    group.scopeSpans.flatMap((scopeGroup) =>
      scopeGroup.spans.map((span) => ({
        traceId: hex(span.traceId),
        spanId: hex(span.spanId),
        parentSpanId: hex(span.parentSpanId),
        name: span.name ?? "",
        kind: span.kind ?? 0,
        startTimeNs: long(span.startTimeUnixNano),
        endTimeNs: long(span.endTimeUnixNano),
        statusCode: span.status?.code ?? 0,
        statusMessage: span.status?.message ?? "",
        attributes: attributes(span.attributes),
        events: span.events.map((event) => ({
          name: event.name ?? "",
          timeNs: long(event.timeUnixNano),
          attributes: attributes(event.attributes),
        })),
        resource: attributes(group.resource?.attributes),
        scope: scope(scopeGroup),
        flags: undefined,
      })),
    ),
  );
}

export function referenceLogs(request: LogsRequest): unknown[] {
  return request.resourceLogs.flatMap((group) =>
    group.scopeLogs.flatMap((scopeGroup) =>
      scopeGroup.logRecords.map((record) => ({
        traceId: hex(record.traceId),
        spanId: hex(record.spanId),
        eventName: record.eventName || (attributes(record.attributes)["event.name"] ?? ""),
        timeNs: long(record.timeUnixNano) || long(record.observedTimeUnixNano),
        body: value(record.body),
        attributes: attributes(record.attributes),
        resource: attributes(group.resource?.attributes),
        scope: scope(scopeGroup),
      })),
    ),
  );
}

function plain(map: Attributes): Record<string, AttributeValue> {
  return Object.fromEntries(map);
}

function scope(group: ReferenceScopeGroup) {
  return {
    name: group.scope?.name ?? "",
    version: group.scope?.version ?? "",
    schemaUrl: group.schemaUrl ?? "",
    attributes: attributes(group.scope?.attributes),
  };
}

function attributes(list: readonly ReferenceKeyValue[] | undefined): Record<string, unknown> {
  return Object.fromEntries((list ?? []).map((entry) => [entry.key ?? "", value(entry.value)]));
}

function value(any: ReferenceValue | null): unknown {
  if (any === null) return null;
  if (any.arrayValue) return any.arrayValue.values.map(value);
  if (any.kvlistValue) return attributes(any.kvlistValue.values);
  if (any.intValue !== null) return integer(long(any.intValue));
  return any.stringValue ?? any.doubleValue ?? any.boolValue ?? any.bytesValue ?? null;
}

function integer(exact: bigint): number | bigint {
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

function long(given: Long): bigint {
  return given === null ? 0n : BigInt(given.toString());
}

function hex(bytes: Bytes): string {
  const text = Buffer.from(bytes ?? []).toString("hex");
  return /^0*$/.test(text) ? "" : text;
}
