import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { ContentFilter, ContentPlace, ContentPolicy, MaskContent } from "./content-policy.ts";
import { isContentKey } from "./is-content-key.ts";

/** Leaves out what people and models wrote, or masks it. Gives the same object when nothing has to change. */
export function createContentFilter(policy: Exclude<ContentPolicy, "on">): ContentFilter {
  return (attributes, place) => {
    let changed: Attributes | undefined;
    for (const key of Object.keys(attributes)) {
      if (!isContentKey(key)) continue;
      changed ??= { ...attributes };
      const value = policy === "off" ? undefined : masked(attributes[key], policy.mask, { ...place, key });
      if (value === undefined) delete changed[key];
      else changed[key] = value;
    }
    return changed ?? attributes;
  };
}

function masked(value: AttributeValue | undefined, mask: MaskContent, place: ContentPlace): AttributeValue | undefined {
  try {
    if (typeof value === "string") return checked(mask(value, place));
    if (!Array.isArray(value)) return undefined;
    return value.flatMap((item) => (typeof item === "string" ? (checked(mask(item, place)) ?? []) : []));
  } catch {
    return undefined;
  }
}

function checked(text: unknown): string | undefined {
  return typeof text === "string" ? text : undefined;
}
