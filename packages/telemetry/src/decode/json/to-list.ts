import { RejectedRecord } from "../reject-reason.ts";

const EMPTY: readonly unknown[] = [];

/** A JSON array; null and missing are an empty one. @throws RejectedRecord */
export function toList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return EMPTY;
  if (!Array.isArray(value)) throw new RejectedRecord("wrong_type");
  return value;
}
