import type { AttributeValue } from "../../span.ts";

/** The value at a path inside a structure; undefined when a step is missing. */
export function atPointer(root: AttributeValue | undefined, steps: readonly string[]): AttributeValue | undefined {
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, AttributeValue>>)[step];
  }
  return value ?? undefined;
}
