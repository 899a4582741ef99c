import type { AttributeValue } from "../../span.ts";

const MAX_LENGTH = 64 * 1024;
const TOKEN = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\bTrue\b|\bFalse\b|\bNone\b/g;

/** Reads `{'cache_read': 3, 'x': None}` as Python prints it; undefined when it is something else. */
export function pythonLiteral(value: string): AttributeValue | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const rewritten = value.replace(TOKEN, (token, single: string | undefined, double: string | undefined) => {
    if (single !== undefined) return JSON.stringify(single.replace(/\\(['"\\])/g, "$1"));
    if (double !== undefined) return token;
    return token === "None" ? "null" : token.toLowerCase();
  });
  try {
    return JSON.parse(rewritten) as AttributeValue;
  } catch {
    return undefined;
  }
}
