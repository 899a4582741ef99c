/** Longer texts are compared by their beginning, end and length. */
const MAX_CHARS = 8_192;
const SAMPLE_CHARS = 2_048;
const MAX_DEPTH = 12;

const MAX_JUDGED = 1_000;
const judged = new Map<string, boolean>();
const UNEVEN = /[^\S ]|\s{2}/;

/** Keys whose values differ on every call by nature. */
const VOLATILE =
  /^((tool_?)?call_?id|(request|correlation|trace|span|response|message)_?id|idempotency_?key|nonce|timestamp|ts|now|current_?time|(checked|fetched|generated|served|queried)_?at|(elapsed|duration|latency|took)(_?m?s)?|attempt|retry(_?count)?)$/i;

/**
 * A text in a form that is the same for the same meaning: JSON without key order, spacing, nested quoting and per-call
 * ids or times; letter case and runs of white space do not count.
 */
export function canonicalText(text: string): string {
  if (text.length > MAX_CHARS)
    return `${text.length}:${plain(text.slice(0, SAMPLE_CHARS))}…${plain(text.slice(-SAMPLE_CHARS))}`;
  return ofText(text, 0);
}

function ofText(text: string, depth: number): string {
  const parsed = depth < MAX_DEPTH ? parse(text) : undefined;
  return parsed === undefined ? plain(text) : ofValue(parsed, depth + 1);
}

function ofValue(value: unknown, depth: number): string {
  if (typeof value === "string") return ofText(value, depth);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth > MAX_DEPTH) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => ofValue(item, depth + 1)).join(",")}]`;
  let text = "{";
  for (const key of Object.keys(value).sort())
    if (!isVolatile(key)) text += `${key}:${ofValue((value as Record<string, unknown>)[key], depth + 1)},`;
  return `${text}}`;
}

/** The same few keys come again and again. */
function isVolatile(key: string): boolean {
  const known = judged.get(key);
  if (known !== undefined) return known;
  if (judged.size >= MAX_JUDGED) judged.clear();
  const is = VOLATILE.test(key);
  judged.set(key, is);
  return is;
}

function parse(text: string): unknown {
  const first = text.charCodeAt(0) > 32 ? text[0] : text.trimStart()[0];
  if (first !== "{" && first !== "[" && first !== '"') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return UNEVEN.test(trimmed) ? trimmed.replaceAll(/\s+/g, " ") : trimmed;
}
