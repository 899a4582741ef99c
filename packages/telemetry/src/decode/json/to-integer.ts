import type { DecodeContext } from "../decode-context.ts";
import { RejectedRecord } from "../reject-reason.ts";
import { InexactInteger } from "./inexact-integer.ts";

const INTEGER = /^[+-]?\d{1,20}$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** An int64, written as a decimal string or a number: a number when it is safe, else a bigint. @throws RejectedRecord, InexactInteger */
export function toInteger(value: unknown, context: DecodeContext): number | bigint {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) throw new RejectedRecord("wrong_type");
  // Minus zero is no integer of its own.
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  if (typeof value === "number" && !context.exactIntegers) throw new InexactInteger();
  const exact = typeof value === "string" && INTEGER.test(value) ? BigInt(value) : BigInt(number);
  if (exact < MIN_INT64 || exact > MAX_INT64) throw new RejectedRecord("wrong_type");
  return exact;
}
