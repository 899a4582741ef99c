import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { isFields } from "./to-part.ts";
import { toText } from "./to-text.ts";

/** Tools offered to the model as a JSON array; definitions that arrive as JSON text are unpacked. */
export function toToolDefinitions(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value === "[]" ? "" : value;
  if (!Array.isArray(value)) return toText(value);
  if (value.length === 0) return "";
  return value.every(isObjectText) ? `[${value.join(",")}]` : toText(value.map(unpacked));
}

/** The AI SDK sends one JSON text per tool: put side by side they are the list, without parsing. */
function isObjectText(item: AttributeValue): item is string {
  return typeof item === "string" && item.startsWith("{") && item.endsWith("}");
}

function unpacked(item: AttributeValue): AttributeValue {
  if (typeof item === "string") return json(item) ?? item;
  if (!isFields(item)) return item;
  const tool = isFields(item["tool"]) ? item["tool"] : item;
  return json(tool["json_schema"]) ?? tool;
}
