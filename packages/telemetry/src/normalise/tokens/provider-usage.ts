import type { AttributeValue } from "../../span.ts";
import { atPointer } from "../parse/at-pointer.ts";
import { readRawUsage, type RawUsage } from "./raw-usage.ts";

const PLACES = [
  ["usage"],
  ["usageMetadata"],
  ["usage_metadata"],
  ["response", "usage"],
  ["raw", "usage"],
  ["llmOutput", "tokenUsage"],
];

/** Finds the usage object in a provider's response body. */
export function providerUsage(body: AttributeValue | undefined): RawUsage | undefined {
  for (const place of PLACES) {
    const usage = readRawUsage(atPointer(body, place));
    if (usage !== undefined) return usage;
  }
  return undefined;
}
