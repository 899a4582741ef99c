const LONGEST = 400;
const NOTHING =
  /^(no|0|zero) (results?|matche?s?|hits?|rows?|records?|items?|documents?|data)\b|^nothing (was )?found|^not found\b|^none found|^no .{1,40} found\b/i;
/** Cheaper than reading the JSON of every result. */
const MENTIONED = /\[\s*\]|no|zero|^\W*0/i;
const LISTS = /^(results?|items?|rows?|records?|data|matches|hits|documents|entries|list|values?)$/i;

/** Whether a tool's result (text or JSON) says that a search found nothing. A tool that returns nothing at all is none. */
export function isEmptyResult(text: string): boolean {
  if (text.length > LONGEST || !MENTIONED.test(text)) return false;
  const value = unquoted(text, 3);
  if (typeof value === "string") return NOTHING.test(value.trim());
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.length === 0;
  const lists = Object.entries(value).filter(([key]) => LISTS.test(key));
  return lists.length > 0 && lists.every(([, list]) => Array.isArray(list) && list.length === 0);
}

function unquoted(text: string, times: number): unknown {
  if (!/^\s*["[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" && times > 0 ? unquoted(value, times - 1) : value;
  } catch {
    return text;
  }
}
