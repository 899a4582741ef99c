import type { AttributeValue } from "../../span.ts";
import { json } from "../parse/json.ts";
import { isFields } from "./to-part.ts";
import { toText } from "./to-text.ts";
import { withoutVectors } from "./without-vectors.ts";

const LISTS = ["documents", "outputs", "results", "matches"] as const;

/** Retrieved or ranked documents as a JSON array of `{ id, score, content?, metadata? }`; "" when there are none. */
export function toDocuments(value: AttributeValue | undefined): string {
  const structure = json(value);
  const list = Array.isArray(structure)
    ? structure
    : isFields(structure)
      ? LISTS.map((key) => structure[key]).find(Array.isArray)
      : undefined;
  if (list === undefined || list.length === 0) return "";
  return toText(list.map(toDocument));
}

function toDocument(item: AttributeValue): AttributeValue {
  if (!isFields(item)) return { content: item };
  if (isFields(item["document"])) return toDocument(item["document"]);
  const metadata = json(item["metadata"]);
  const inside = isFields(metadata) ? metadata : {};
  const fields: Record<string, AttributeValue | undefined> = {
    id: item["id"] ?? inside["id"],
    score: item["score"] ?? inside["score"],
    distance: item["distance"],
    content: item["content"] ?? item["pageContent"] ?? item["page_content"] ?? item["text"],
    metadata: metadata ?? undefined,
  };
  const present = Object.entries(fields).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined);
  return present.length === 0 ? withoutVectors(item) : Object.fromEntries(present);
}
