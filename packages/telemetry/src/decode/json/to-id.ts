import { type RejectReason, RejectedRecord } from "../reject-reason.ts";

const HEX = /^[0-9a-fA-F]+$/;
const BASE64 = /^[0-9A-Za-z+/_-]+={0,2}$/;
const ZEROS = /^0+$/;

/**
 * An id of `size` bytes as lower-case hex; "" when it is missing, empty or all zero. OTLP JSON writes hex; base64, as
 * protobuf's own JSON mapping and some hand-written encoders have it, differs in length and is taken too.
 * @throws RejectedRecord with `reason` for anything else
 */
export function toId(value: unknown, expected: { size: number; reason: RejectReason }): string {
  if (value === undefined || value === null || value === "") return "";
  const hex = typeof value === "string" ? toHex(value, expected.size) : null;
  if (hex === null) throw new RejectedRecord(expected.reason);
  return ZEROS.test(hex) ? "" : hex;
}

function toHex(value: string, size: number): string | null {
  if (value.length === 2 * size) return HEX.test(value) ? value.toLowerCase() : null;
  if (value.length !== 4 * Math.ceil(size / 3) || !BASE64.test(value)) return null;
  const bytes = Buffer.from(value, "base64");
  return bytes.length === size ? bytes.toString("hex") : null;
}
