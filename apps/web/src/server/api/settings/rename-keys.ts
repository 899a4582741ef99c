type Rename = (key: string) => string;

/** The same value with every key of every object renamed. */
export function renameKeys(value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renameKeys(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), renameKeys(item, rename)]));
}

/** graceAmount -> grace_amount */
export const toSnake: Rename = (key) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** grace_amount -> graceAmount */
export const toCamel: Rename = (key) => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
