import type { AttributeValue } from "../../span.ts";
import { type DecodeContext, FLAG_BITS } from "../decode-context.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readCutText } from "./read-cut-text.ts";

/** string, bool, int, double, array, kvlist, bytes. */
const KNOWN = 0b1111_1110;
const KNOWN_VALUES = 0b10;
const KNOWN_KEY_VALUE = 0b110;

/** One AnyValue that ends at `end`. `depth` is the number of arrays and maps around it. */
export function readAnyValue(
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; depth: number },
): AttributeValue {
  const { end, depth } = at;
  context.countValue();
  let value: AttributeValue = null;
  while (reader.pos < end) {
    const tag = reader.uint32();
    switch (tag) {
      case 0x0a:
        value = readCutText(reader, context, end);
        break;
      case 0x10:
        value = reader.uint32() !== 0;
        break;
      case 0x18:
        value = reader.int64();
        break;
      case 0x21:
        value = reader.double();
        break;
      case 0x2a:
        value = readNested(reader, context, { end: reader.enter(end), depth, read: readArray });
        break;
      case 0x32:
        value = readNested(reader, context, { end: reader.enter(end), depth, read: readMap });
        break;
      case 0x3a:
        value = readBytes(reader, context, reader.enter(end));
        break;
      default:
        reader.skip(tag, end, KNOWN);
    }
  }
  reader.leave(end);
  return value;
}

interface Place {
  readonly end: number;
  readonly depth: number;
}

type ReadNested = (reader: ProtobufReader, context: DecodeContext, at: Place) => AttributeValue;

function readNested(reader: ProtobufReader, context: DecodeContext, at: Place & { read: ReadNested }): AttributeValue {
  if (at.depth < context.limits.depth) return at.read(reader, context, { end: at.end, depth: at.depth + 1 });
  context.flags |= FLAG_BITS.depth_cut;
  reader.pos = at.end;
  return null;
}

function readArray(reader: ProtobufReader, context: DecodeContext, at: Place): AttributeValue {
  const values: AttributeValue[] = [];
  while (reader.pos < at.end) {
    const tag = reader.uint32();
    if (tag === 0x0a) values.push(readAnyValue(reader, context, { end: reader.enter(at.end), depth: at.depth }));
    else reader.skip(tag, at.end, KNOWN_VALUES);
  }
  reader.leave(at.end);
  return values;
}

function readMap(reader: ProtobufReader, context: DecodeContext, at: Place): AttributeValue {
  // Without a prototype a key such as __proto__ is a key like any other.
  const map: Record<string, AttributeValue> = Object.create(null);
  while (reader.pos < at.end) {
    const tag = reader.uint32();
    if (tag === 0x0a) readEntry(reader, context, { end: reader.enter(at.end), depth: at.depth, map });
    else reader.skip(tag, at.end, KNOWN_VALUES);
  }
  reader.leave(at.end);
  return map;
}

function readEntry(
  reader: ProtobufReader,
  context: DecodeContext,
  at: Place & { map: Record<string, AttributeValue> },
): void {
  let key = "";
  let value: AttributeValue = null;
  while (reader.pos < at.end) {
    const tag = reader.uint32();
    if (tag === 0x0a) key = readCutText(reader, context, at.end);
    else if (tag === 0x12) value = readAnyValue(reader, context, { end: reader.enter(at.end), depth: at.depth });
    else reader.skip(tag, at.end, KNOWN_KEY_VALUE);
  }
  reader.leave(at.end);
  at.map[key] = value;
}

function readBytes(reader: ProtobufReader, context: DecodeContext, end: number): Uint8Array {
  const from = reader.pos;
  reader.pos = end;
  if (end - from > context.limits.stringLength) context.flags |= FLAG_BITS.attribute_truncated;
  // A copy, so that a kept value does not keep the whole request.
  return Uint8Array.prototype.slice.call(reader.bytes, from, Math.min(end, from + context.limits.stringLength));
}
