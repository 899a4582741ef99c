import type { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAttribute } from "./read-attribute.ts";

const KNOWN = 0b10;

/** Merges one Resource message that ends at `at.end` into `at.into`, which spans may hold already. */
export function readResource(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; into: AttributeList<AttributeValue> },
): void {
  while (reader.pos < at.end) {
    const tag = reader.uint32();
    if (tag === 0x0a) readAttribute(reader, context, at);
    else reader.skip(tag, at.end, KNOWN);
  }
  reader.leave(at.end);
}
