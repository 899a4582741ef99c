import { RejectedRecord } from "../reject-reason.ts";

/** A double, written as a number or as a string such as "NaN", "-Infinity" or "0.5". @throws RejectedRecord */
export function toDouble(value: unknown): number {
  if (typeof value === "number") return value;
  if (value === "NaN") return Number.NaN;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw new RejectedRecord("wrong_type");
  return number;
}
