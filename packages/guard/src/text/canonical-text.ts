/** Longer texts are compared by their beginning, end and length. */
const MAX_CHARS = 8_192;
const SAMPLE_CHARS = 2_048;
const MAX_DEPTH = 12;

/** Keys whose values differ on every call by nature. */
const VOLATILE =
  /^(tool_?)?call_?id$|^(request|correlation|trace|span|response|message)_?id$|^idempotency_?key$|^nonce$|^timestamp$|^ts$|^now$|^current_?time$|^(checked|fetched|generated|served|queried)_?at$|^(elapsed|duration|latency|took)(_?m?s)?$|^attempt$|^retry(_?count)?$/i;

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
  const entries = Object.entries(value).filter(([key]) => !VOLATILE.test(key));
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${ofValue(item, depth + 1)}`).join(",")}}`;
}

function parse(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[" && first !== '"') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
