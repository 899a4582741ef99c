import { type RejectReason, RejectedRecord } from "../reject-reason.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";

/**
 * An id of `size` bytes as lower-case hex; "" when it is empty or all zero.
 * @throws RejectedRecord with `reason` for any other length.
 */
export function readId(reader: ProtobufReader, end: number, expected: { size: number; reason: RejectReason }): string {
  const to = reader.enter(end);
  const from = reader.pos;
  reader.pos = to;
  if (to === from) return "";
  if (to - from !== expected.size) throw new RejectedRecord(expected.reason);
  let bits = 0;
  for (let at = from; at < to; at += 1) bits |= reader.bytes[at] ?? 0;
  return bits === 0 ? "" : reader.bytes.toString("hex", from, to);
}
