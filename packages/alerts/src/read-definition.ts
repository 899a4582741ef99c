import type { Validated } from "./validated.ts";

/** A stored definition, by its own check: what an older version wrote gets today's defaults. undefined when it cannot be read. */
export function readDefinition<T>(definition: string, validate: (input: unknown) => Validated<T>): T | undefined {
  try {
    const checked = validate(JSON.parse(definition));
    return checked.ok ? checked.value : undefined;
  } catch {
    return undefined;
  }
}
