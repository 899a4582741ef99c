import type { Resource, Scope, Span } from "../../span.ts";
import { type DecodeContext, FLAG_BITS } from "../decode-context.ts";
import { draftSpan, finishSpan, type SpanDraft, toStatusCode } from "../span-draft.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAttribute } from "./read-attribute.ts";
import { readCutText } from "./read-cut-text.ts";
import { readId } from "./read-id.ts";
import { readSpanEvent } from "./read-span-event.ts";

/** trace_id, span_id, parent_span_id, name, kind, start, end, attributes, events, status. */
const KNOWN = 0b1000_1011_1111_0110;
const KNOWN_STATUS = 0b1100;
const TRACE_ID = { size: 16, reason: "trace_id" } as const;
const SPAN_ID = { size: 8, reason: "span_id" } as const;
const PARENT_SPAN_ID = { size: 8, reason: "parent_span_id" } as const;

/** One Span message that ends at `at.end`. @throws RejectedRecord */
export function readSpan(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; resource: Resource; scope: Scope },
): Span {
  const { end } = at;
  const span = draftSpan(at.resource, at.scope);
  while (reader.pos < end) {
    const tag = reader.uint32();
    switch (tag) {
      case 0x0a:
        span.traceId = readId(reader, end, TRACE_ID);
        break;
      case 0x12:
        span.spanId = readId(reader, end, SPAN_ID);
        break;
      case 0x22:
        span.parentSpanId = readId(reader, end, PARENT_SPAN_ID);
        break;
      case 0x2a:
        span.name = readCutText(reader, context, end);
        break;
      case 0x30:
        span.kind = reader.uint32();
        break;
      case 0x39:
        span.startTimeNs = reader.fixed64();
        break;
      case 0x41:
        span.endTimeNs = reader.fixed64();
        break;
      case 0x4a:
        readAttribute(reader, context, { end, into: span.attributes });
        break;
      case 0x5a:
        readEvent(reader, context, { end: reader.enter(end), span });
        break;
      case 0x7a:
        readStatus(reader, context, { end: reader.enter(end), span });
        break;
      default:
        reader.skip(tag, end, KNOWN);
    }
  }
  reader.leave(end);
  return finishSpan(span, context);
}

function readEvent(reader: ProtobufReader, context: DecodeContext, at: { end: number; span: SpanDraft }): void {
  if (at.span.events.length < context.limits.events) {
    at.span.events.push(readSpanEvent(reader, context, at.end));
  } else {
    context.flags |= FLAG_BITS.events_dropped;
    reader.pos = at.end;
  }
}

function readStatus(reader: ProtobufReader, context: DecodeContext, at: { end: number; span: SpanDraft }): void {
  while (reader.pos < at.end) {
    const tag = reader.uint32();
    if (tag === 0x12) at.span.statusMessage = readCutText(reader, context, at.end);
    else if (tag === 0x18) at.span.statusCode = toStatusCode(reader.uint32());
    else reader.skip(tag, at.end, KNOWN_STATUS);
  }
  reader.leave(at.end);
}
