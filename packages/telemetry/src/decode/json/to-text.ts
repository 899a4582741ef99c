import type { DecodeContext } from "../decode-context.ts";
import { RejectedRecord } from "../reject-reason.ts";

/** A JSON string within the string limit; null and missing are "". @throws RejectedRecord */
export function toText(value: unknown, context: DecodeContext): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new RejectedRecord("wrong_type");
  return context.cut(value);
}
