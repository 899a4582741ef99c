import type { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAnyValue } from "./read-any-value.ts";
import { readCutText } from "./read-cut-text.ts";

const KNOWN = 0b110;

/** Reads one length-delimited KeyValue inside `at.end` into `at.into`, within the limits. */
export function readAttribute(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; into: AttributeList<AttributeValue> },
): void {
  const end = reader.enter(at.end);
  let key = "";
  let value: AttributeValue = null;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x0a) key = readCutText(reader, context, end);
    else if (tag === 0x12) value = readAnyValue(reader, context, { end: reader.enter(end), depth: 0 });
    else reader.skip(tag, end, KNOWN);
  }
  reader.leave(end);
  context.put(at.into, key, value);
}
