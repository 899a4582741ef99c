import { ATTRIBUTE_NAMES, type Attribution, type AttributionAttributes } from "./attribution.ts";

const MAX_LENGTH = 256;
const ABSENT = new Set(["", "null", "undefined", "None"]);

/** Attribution as span attributes: trimmed, cut at 256 characters, absent values left out. */
export function toAttributes(attribution: Attribution): AttributionAttributes {
  const found: Record<string, string> = {};
  const add = (name: string, value: string | number | null | undefined): void => {
    if (value === undefined || value === null) return;
    const text = String(value).trim().slice(0, MAX_LENGTH);
    if (!ABSENT.has(text)) found[name] = text;
  };
  for (const [name, value] of Object.entries(attribution.attributes ?? {})) add(name, value);
  const { prompt } = attribution;
  const values = { ...attribution, promptName: prompt?.name, promptVersion: prompt?.version };
  for (const [part, name] of Object.entries(ATTRIBUTE_NAMES)) add(name, values[part as keyof typeof ATTRIBUTE_NAMES]);
  return found;
}
