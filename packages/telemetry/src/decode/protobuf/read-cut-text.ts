import type { DecodeContext } from "../decode-context.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";
import { readText } from "./read-text.ts";

/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** A length-delimited string inside `end`, cut to the string limit. */
export function readCutText(reader: ProtobufReader, context: DecodeContext, end: number): string {
  const limit = context.limits.stringLength;
  const inner = reader.enter(end);
  const from = reader.pos;
  reader.pos = inner;
  if (inner - from <= limit) return readText(reader.bytes, from, inner);
  // One unit beyond the limit tells cut() that there was more; a text of wide characters may still fit.
  return context.cut(readText(reader.bytes, from, Math.min(inner, from + BYTES_PER_UNIT * (limit + 2))));
}
