import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { DemoSpan, DemoTrace } from "./demo-span.ts";

type ReadableSpan = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0][number];

const SCOPE = { name: "nordwind.llm", version: "2.4.0", schemaUrl: "https://opentelemetry.io/schemas/1.40.0" };
const SAMPLED = 1;
const VERSION = "2026.11.2";

type Resource = ReadableSpan["resource"];

/** Encodes traces as the body of an OTLP request, with the serializer of the real exporter. */
export function encodeTraces(traces: readonly DemoTrace[]): Uint8Array<ArrayBuffer> {
  const resources = new Map<string, Resource>();
  const spans = traces.flat().map((span) => toReadableSpan(span, resourceOf(span, resources)));
  const bytes = ProtobufTraceSerializer.serializeRequest(spans);
  if (bytes === undefined) throw new Error("The demo data could not be encoded.");
  return new Uint8Array(bytes);
}

function resourceOf({ service, environment }: DemoSpan, known: Map<string, Resource>): Resource {
  const key = `${service}/${environment}`;
  const attributes = {
    "service.name": service,
    "service.version": VERSION,
    "deployment.environment.name": environment,
  };
  const resource: Resource = known.get(key) ?? { attributes, merge: () => resource, getRawAttributes: () => [] };
  known.set(key, resource);
  return resource;
}

function toReadableSpan(span: DemoSpan, resource: Resource): ReadableSpan {
  const context = (spanId: string) => ({ traceId: span.traceId, spanId, traceFlags: SAMPLED });
  return {
    name: span.name,
    kind: span.name.startsWith("chat ") || span.name.startsWith("embeddings ") ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => context(span.spanId),
    ...(span.parentSpanId === "" ? {} : { parentSpanContext: context(span.parentSpanId) }),
    startTime: toHrTime(span.startMs),
    endTime: toHrTime(span.startMs + span.durationMs),
    duration: toHrTime(span.durationMs),
    status: span.error ? { code: SpanStatusCode.ERROR, message: span.error.message } : { code: SpanStatusCode.UNSET },
    attributes: span.attributes,
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function toHrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.floor((ms - seconds * 1000) * 1_000_000)];
}
