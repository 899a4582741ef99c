import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { ContentFilter } from "../content/content-policy.ts";

/** Fields that SDK 1.x and 2.x name differently. */
interface EitherGeneration {
  readonly instrumentationScope?: unknown;
  readonly instrumentationLibrary?: unknown;
  readonly parentSpanContext?: { readonly spanId: string } | undefined;
  readonly parentSpanId?: string | undefined;
}

/** The span as it is exported: without the content that a filter takes away, and readable for exporters of SDK 1.x and of 2.x. */
export function spanView(span: ReadableSpan, filter: ContentFilter | undefined): ReadableSpan {
  const either = span as ReadableSpan & EitherGeneration;
  const scope = either.instrumentationScope ?? either.instrumentationLibrary;
  const parentSpanId = either.parentSpanContext?.spanId ?? either.parentSpanId;
  const view = {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: filter === undefined || !span.status.message ? span.status : { code: span.status.code },
    attributes: filter?.(span.attributes, { spanName: span.name, eventName: undefined }) ?? span.attributes,
    links: span.links,
    events: filter === undefined ? span.events : eventsOf(span, filter),
    resource: span.resource,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
    instrumentationScope: scope,
    instrumentationLibrary: scope,
    parentSpanId,
    parentSpanContext: either.parentSpanContext ?? parentContextOf(span, parentSpanId),
  };
  return view as unknown as ReadableSpan;
}

function eventsOf(span: ReadableSpan, filter: ContentFilter): ReadableSpan["events"] {
  return span.events.map((event) => {
    if (event.attributes === undefined) return event;
    const attributes = filter(event.attributes, { spanName: span.name, eventName: event.name });
    return { ...event, attributes };
  });
}

function parentContextOf(span: ReadableSpan, spanId: string | undefined): unknown {
  return spanId === undefined ? undefined : { ...span.spanContext(), spanId };
}
