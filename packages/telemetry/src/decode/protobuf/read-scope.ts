import type { DecodeContext } from "../decode-context.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readAttribute } from "./read-attribute.ts";
import { readCutText } from "./read-cut-text.ts";

const KNOWN = 0b1110;

/** Merges one InstrumentationScope message that ends at `at.end` into `at.scope`. */
export function readScope(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; scope: ScopeDraft },
): void {
  const { end, scope } = at;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x0a) scope.name = readCutText(reader, context, end);
    else if (tag === 0x12) scope.version = readCutText(reader, context, end);
    else if (tag === 0x1a) readAttribute(reader, context, { end, into: scope.attributes });
    else reader.skip(tag, end, KNOWN);
  }
  reader.leave(end);
}
