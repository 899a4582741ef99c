import type { AttributeValue } from "../../span.ts";
import { type DecodeContext, FLAG_BITS } from "../decode-context.ts";
import { RejectedRecord } from "../reject-reason.ts";
import type { AnyValueJson, KeyValueJson, ListJson } from "./json-shapes.ts";
import { toDouble } from "./to-double.ts";
import { toInteger } from "./to-integer.ts";
import { toList } from "./to-list.ts";
import { toObject } from "./to-object.ts";
import { toText } from "./to-text.ts";

/** One AnyValue; without a value, or with null, it is null. `depth` is the number of arrays and maps around it. */
export function toAnyValue(json: unknown, context: DecodeContext, depth: number): AttributeValue {
  context.countValue();
  const any: AnyValueJson = toObject<AnyValueJson>(json);
  if (isGiven(any.stringValue)) return toText(any.stringValue, context);
  if (isGiven(any.intValue)) return toInteger(any.intValue, context);
  if (isGiven(any.doubleValue)) return toDouble(any.doubleValue);
  if (isGiven(any.boolValue)) return toBoolean(any.boolValue);
  if (isGiven(any.arrayValue)) return toNested(any.arrayValue, context, { depth, convert: toArray });
  if (isGiven(any.kvlistValue)) return toNested(any.kvlistValue, context, { depth, convert: toMap });
  if (isGiven(any.bytesValue)) return toBytes(any.bytesValue, context);
  return null;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

type Convert = (values: readonly unknown[], context: DecodeContext, depth: number) => AttributeValue;

function toNested(json: unknown, context: DecodeContext, at: { depth: number; convert: Convert }): AttributeValue {
  if (at.depth >= context.limits.depth) {
    context.flags |= FLAG_BITS.depth_cut;
    return null;
  }
  const list: ListJson = toObject<ListJson>(json);
  return at.convert(toList(list.values), context, at.depth + 1);
}

function toArray(values: readonly unknown[], context: DecodeContext, depth: number): AttributeValue {
  return values.map((value) => toAnyValue(value, context, depth));
}

function toMap(entries: readonly unknown[], context: DecodeContext, depth: number): AttributeValue {
  // Without a prototype a key such as __proto__ is a key like any other.
  const map: Record<string, AttributeValue> = Object.create(null);
  for (const entry of entries) {
    const { key, value }: KeyValueJson = toObject<KeyValueJson>(entry);
    map[toText(key, context)] = toAnyValue(value, context, depth);
  }
  return map;
}

function toBoolean(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  throw new RejectedRecord("wrong_type");
}

function toBytes(value: unknown, context: DecodeContext): Uint8Array {
  if (typeof value !== "string") throw new RejectedRecord("wrong_type");
  const bytes = new Uint8Array(Buffer.from(value, "base64"));
  const limit = context.limits.stringLength;
  if (bytes.length <= limit) return bytes;
  context.flags |= FLAG_BITS.attribute_truncated;
  return bytes.slice(0, limit);
}
