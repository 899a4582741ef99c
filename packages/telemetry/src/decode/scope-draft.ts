import { AttributeList } from "../attribute-list.ts";
import type { AttributeValue, Scope } from "../span.ts";

/** A scope while it is being read. Spans hold it already: its schema URL comes after them on the wire. */
export type ScopeDraft = { -readonly [K in keyof Scope]: Scope[K] } & { attributes: AttributeList<AttributeValue> };

export function draftScope(): ScopeDraft {
  return { name: "", version: "", schemaUrl: "", attributes: new AttributeList() };
}
