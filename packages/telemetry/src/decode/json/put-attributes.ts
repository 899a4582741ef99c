import type { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { KeyValueJson } from "./json-shapes.ts";
import { toAnyValue } from "./to-any-value.ts";
import { toList } from "./to-list.ts";
import { toObject } from "./to-object.ts";
import { toText } from "./to-text.ts";

/** Puts a list of KeyValue into `into`, within the limits. @throws RejectedRecord */
export function putAttributes(into: AttributeList<AttributeValue>, json: unknown, context: DecodeContext): void {
  for (const entry of toList(json)) {
    const { key, value }: KeyValueJson = toObject<KeyValueJson>(entry);
    context.put(into, toText(key, context), toAnyValue(value, context, 0));
  }
}
