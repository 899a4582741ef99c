import { renameKeys, toSnake } from "./rename-keys.ts";

interface Stored {
  readonly id: string;
  readonly definition: string;
}

/** A stored budget, alert or channel as the API gives it; its secret is not in it. */
export function toSettingJson({ id, definition }: Stored): Readonly<Record<string, unknown>> {
  const fields: unknown = renameKeys(JSON.parse(definition), toSnake);
  return { id, ...(typeof fields === "object" ? fields : {}) };
}
