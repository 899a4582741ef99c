import type { DecodeContext } from "../decode-context.ts";
import { RejectedRecord } from "../reject-reason.ts";
import { InexactInteger } from "./inexact-integer.ts";

const DIGITS = /^\d{1,20}$/;
const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/** Unsigned nanoseconds, written as a decimal string or a number; null and missing are 0n. @throws RejectedRecord, InexactInteger */
export function toNanos(value: unknown, context: DecodeContext): bigint {
  if (value === undefined || value === null || value === "") return 0n;
  if (typeof value === "number" && value > Number.MAX_SAFE_INTEGER && !context.exactIntegers)
    throw new InexactInteger();
  const nanos = parse(value);
  if (nanos === null || nanos < 0n || nanos > MAX_UINT64) throw new RejectedRecord("time");
  return nanos;
}

function parse(value: unknown): bigint | null {
  if (typeof value === "string") return DIGITS.test(value) ? BigInt(value) : null;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : null;
  return null;
}
