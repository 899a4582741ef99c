const LONGEST = 2_000;
/** Cheaper than reading the JSON of every result. */
const MENTIONED = /error|exception|traceback|fail/i;
const ERROR = /^\s*["']?\s*(\w*error|exception|traceback|failed|failure)\b/i;

/** Whether a tool's result reports a failure although its span does not. */
export function isErrorResult(text: string): boolean {
  if (text.length > LONGEST || !MENTIONED.test(text)) return false;
  if (!/^\s*["{]/.test(text)) return ERROR.test(text);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string") return isErrorResult(value);
    return typeof value === "object" && value !== null && saysError(value);
  } catch {
    return ERROR.test(text);
  }
}

function saysError(value: object): boolean {
  const { error, isError, is_error: flag, status } = value as Record<string, unknown>;
  if (isError === true || flag === true || status === "error") return true;
  return (typeof error === "string" && error !== "") || (typeof error === "object" && error !== null);
}
