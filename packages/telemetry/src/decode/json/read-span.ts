import { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue, Span, SpanEvent } from "../../span.ts";
import { type DecodeContext, FLAG_BITS } from "../decode-context.ts";
import { draftSpan, finishSpan, type SpanDraft, toStatusCode } from "../span-draft.ts";
import type { EventJson, SpanJson, StatusJson } from "./json-shapes.ts";
import { putAttributes } from "./put-attributes.ts";
import type { JsonSignal, Owner } from "./read-json-request.ts";
import { toEnum } from "./to-enum.ts";
import { toId } from "./to-id.ts";
import { toList } from "./to-list.ts";
import { toNanos } from "./to-nanos.ts";
import { toObject } from "./to-object.ts";
import { toText } from "./to-text.ts";

const KINDS = {
  SPAN_KIND_UNSPECIFIED: 0,
  SPAN_KIND_INTERNAL: 1,
  SPAN_KIND_SERVER: 2,
  SPAN_KIND_CLIENT: 3,
  SPAN_KIND_PRODUCER: 4,
  SPAN_KIND_CONSUMER: 5,
};
const STATUS_CODES = { STATUS_CODE_UNSET: 0, STATUS_CODE_OK: 1, STATUS_CODE_ERROR: 2 };

/** Where an ExportTraceServiceRequest in JSON keeps its spans. */
export const TRACES_JSON: JsonSignal<Span> = {
  resources: "resourceSpans",
  scopes: "scopeSpans",
  records: "spans",
  read: readSpan,
};

function readSpan(json: unknown, context: DecodeContext, owner: Owner): Span {
  const span: SpanJson = toObject<SpanJson>(json);
  const draft = draftSpan(owner.resource, owner.scope);
  draft.traceId = toId(span.traceId, { size: 16, reason: "trace_id" });
  draft.spanId = toId(span.spanId, { size: 8, reason: "span_id" });
  draft.parentSpanId = toId(span.parentSpanId, { size: 8, reason: "parent_span_id" });
  draft.name = toText(span.name, context);
  draft.kind = toEnum(span.kind, KINDS);
  draft.startTimeNs = toNanos(span.startTimeUnixNano, context);
  draft.endTimeNs = toNanos(span.endTimeUnixNano, context);
  putStatus(draft, span.status, context);
  putAttributes(draft.attributes, span.attributes, context);
  putEvents(draft.events, span.events, context);
  return finishSpan(draft, context);
}

function putStatus(draft: SpanDraft, json: unknown, context: DecodeContext): void {
  const status: StatusJson = toObject<StatusJson>(json);
  draft.statusCode = toStatusCode(toEnum(status.code, STATUS_CODES));
  draft.statusMessage = toText(status.message, context);
}

function putEvents(into: SpanEvent[], json: unknown, context: DecodeContext): void {
  for (const entry of toList(json)) {
    if (into.length === context.limits.events) {
      context.flags |= FLAG_BITS.events_dropped;
      return;
    }
    const event: EventJson = toObject<EventJson>(entry);
    const attributes = new AttributeList<AttributeValue>();
    putAttributes(attributes, event.attributes, context);
    into.push({ name: toText(event.name, context), timeNs: toNanos(event.timeUnixNano, context), attributes });
  }
}
