import type { AttributeValue, LogRecord, SpanEvent } from "../../span.ts";
import { isFields } from "../content/to-part.ts";

/** A log record as the span event it stands for: the same name, its attributes and the members of its body. */
export function logEvent(log: LogRecord): SpanEvent {
  const body: Readonly<Record<string, AttributeValue>> = isFields(log.body) ? log.body : {};
  return { name: log.eventName, timeNs: log.timeNs, attributes: new Map([...Object.entries(body), ...log.attributes]) };
}
