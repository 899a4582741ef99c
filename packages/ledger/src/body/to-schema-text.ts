const ID_REST = /[^A-Za-z0-9._:/@-]/g;
const VERSION_REST = /[^A-Za-z0-9._+:/-]/g;
const CODE_REST = /[^a-z0-9_.:-]/g;
const CODE_START = /^[^a-z0-9]+/;

/** `text` as an `id` of the record schema: other characters become `_`, at most 128. `undefined` when nothing is left. */
export function toId(text: string): string | undefined {
  return text.replaceAll(ID_REST, "_").slice(0, 128) || undefined;
}

/** `text` as a `ver` of the record schema: other characters become `_`, at most 96. */
export function toVersion(text: string): string | undefined {
  return text.replaceAll(VERSION_REST, "_").slice(0, 96) || undefined;
}

/** `text` as a `code` of the record schema: lower case, other characters become `_`, at most 64, starts alphanumeric. */
export function toCode(text: string): string | undefined {
  return text.toLowerCase().replaceAll(CODE_REST, "_").replace(CODE_START, "").slice(0, 64) || undefined;
}
