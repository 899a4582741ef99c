import { RejectedRecord } from "../reject-reason.ts";

/** A JSON object with the fields of T, each still unchecked; null and missing are an empty one. @throws RejectedRecord */
export function toObject<T extends { readonly [K in keyof T]?: unknown }>(value: unknown): T | Record<never, never> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new RejectedRecord("wrong_type");
  return value;
}
