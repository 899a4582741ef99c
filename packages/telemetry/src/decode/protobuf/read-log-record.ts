import type { LogRecord, Resource, Scope } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import { draftLogRecord, finishLogRecord } from "../log-record-draft.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAnyValue } from "./read-any-value.ts";
import { readAttribute } from "./read-attribute.ts";
import { readCutText } from "./read-cut-text.ts";
import { readId } from "./read-id.ts";

/** time, body, attributes, trace_id, span_id, observed_time, event_name. */
const KNOWN = 0b1_1010_0110_0010;
const TRACE_ID = { size: 16, reason: "trace_id" } as const;
const SPAN_ID = { size: 8, reason: "span_id" } as const;

/** One LogRecord message that ends at `at.end`. @throws RejectedRecord */
export function readLogRecord(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; resource: Resource; scope: Scope },
): LogRecord {
  const { end } = at;
  const draft = draftLogRecord(at.resource, at.scope);
  while (reader.pos < end) {
    const tag = reader.uint32();
    switch (tag) {
      case 0x09:
        draft.timeNs = reader.fixed64();
        break;
      case 0x2a:
        draft.body = readAnyValue(reader, context, { end: reader.enter(end), depth: 0 });
        break;
      case 0x32:
        readAttribute(reader, context, { end, into: draft.attributes });
        break;
      case 0x4a:
        draft.traceId = readId(reader, end, TRACE_ID);
        break;
      case 0x52:
        draft.spanId = readId(reader, end, SPAN_ID);
        break;
      case 0x59:
        draft.observedTimeNs = reader.fixed64();
        break;
      case 0x62:
        draft.eventName = readCutText(reader, context, end);
        break;
      default:
        reader.skip(tag, end, KNOWN);
    }
  }
  reader.leave(end);
  return finishLogRecord(draft);
}
