import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { isFields } from "./to-part.ts";
import { toText } from "./to-text.ts";

/** Tools offered to the model as a JSON array; definitions that arrive as JSON text are unpacked. */
export function toToolDefinitions(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value === "[]" ? "" : value;
  if (!Array.isArray(value)) return toText(value);
  return value.length === 0 ? "" : toText(value.map(unpacked));
}

function unpacked(item: AttributeValue): AttributeValue {
  if (typeof item === "string") return json(item) ?? item;
  if (!isFields(item)) return item;
  const tool = isFields(item["tool"]) ? item["tool"] : item;
  return json(tool["json_schema"]) ?? tool;
}
