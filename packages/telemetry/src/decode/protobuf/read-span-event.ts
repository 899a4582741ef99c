import { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue, SpanEvent } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAttribute } from "./read-attribute.ts";
import { readCutText } from "./read-cut-text.ts";

const KNOWN = 0b1110;

/** One Span.Event message that ends at `end`. */
export function readSpanEvent(reader: ProtobufReader, context: DecodeContext, end: number): SpanEvent {
  const attributes = new AttributeList<AttributeValue>();
  let name = "";
  let timeNs = 0n;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x09) timeNs = reader.fixed64();
    else if (tag === 0x12) name = readCutText(reader, context, end);
    else if (tag === 0x1a) readAttribute(reader, context, { end, into: attributes });
    else reader.skip(tag, end, KNOWN);
  }
  reader.leave(end);
  return { name, timeNs, attributes };
}
