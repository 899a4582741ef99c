import type { AttributeValue } from "../../span.ts";
import { json } from "./json.ts";

/** Strings of an array, a JSON array in text, a comma list or a bare text; undefined when there are none. */
export function stringList(value: AttributeValue | undefined): readonly string[] | undefined {
  const list = Array.isArray(value) ? value : typeof value === "string" && value.startsWith("[") ? json(value) : null;
  const items = Array.isArray(list) ? list : typeof value === "string" ? value.split(",") : [];
  const found = items.flatMap((item: AttributeValue) =>
    typeof item === "string" && item.trim() !== "" ? [item.trim()] : [],
  );
  return found.length > 0 ? found : undefined;
}
