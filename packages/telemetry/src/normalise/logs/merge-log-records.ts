import type { Call } from "../../call.ts";
import type { LogRecord } from "../../span.ts";
import { normaliseSpan, type NormaliseOptions } from "../normalise-span.ts";

/**
 * The call with what its log records add: content the span left to them, and usage, model and ids that it lacks. What
 * the span says itself wins. Records of other spans are ignored.
 */
export function mergeLogRecords(call: Call, logs: readonly LogRecord[], options: NormaliseOptions = {}): Call {
  return normaliseSpan(call.span, { ...options, logs });
}
