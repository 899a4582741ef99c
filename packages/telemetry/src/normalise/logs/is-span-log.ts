import type { LogRecord } from "../../span.ts";

const NAMES = /^(gen_ai\.|claude_code\.)/;
/** One event without a name carries the whole call, so its attributes tell it. */
const CALL_KEYS = ["gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.usage.input_tokens"];

/** Whether a log record says something about a span: an event of the GenAI conventions with ids. */
export function isSpanLog(log: LogRecord): boolean {
  if (log.traceId === "" || log.spanId === "") return false;
  return NAMES.test(log.eventName) || CALL_KEYS.some((key) => log.attributes.has(key));
}
