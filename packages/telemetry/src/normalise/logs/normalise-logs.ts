import type { Call } from "../../call.ts";
import type { AttributeValue, LogRecord, Span } from "../../span.ts";
import { normaliseSpan, type NormaliseOptions } from "../normalise-span.ts";
import { isSpanLog } from "./is-span-log.ts";
import { logEvent } from "./log-event.ts";

const MESSAGE_EVENT = /^gen_ai\.(\w+\.message|choice)$/;

/**
 * What log records say about their spans, one Call per (traceId, spanId): content, and usage where the records carry it.
 * Its `span` is made of the records alone (flag `from_logs`, no name, the records' time span), so it can stand for a
 * span that never arrives; when the span is there, use mergeLogRecords instead. Records of no span are left out.
 */
export function normaliseLogs(logs: readonly LogRecord[], options: NormaliseOptions = {}): readonly Call[] {
  const bySpan = new Map<string, LogRecord[]>();
  for (const log of logs) {
    if (!isSpanLog(log)) continue;
    const key = log.traceId + log.spanId;
    const there = bySpan.get(key);
    if (there === undefined) bySpan.set(key, [log]);
    else there.push(log);
  }
  return [...bySpan.values()].flatMap((records) => {
    const span = spanOf(records);
    return span === undefined ? [] : [normaliseSpan(span, options)];
  });
}

function spanOf(records: readonly LogRecord[]): Span | undefined {
  const [first] = records;
  if (first === undefined) return undefined;
  const times = records.map((record) => record.timeNs).filter((time) => time > 0n);
  const startTimeNs = times.reduce((least, time) => (time < least ? time : least), times[0] ?? 0n);
  const attributes = new Map<string, AttributeValue>();
  for (const record of records) {
    if (MESSAGE_EVENT.test(record.eventName)) continue;
    for (const [key, value] of record.attributes) attributes.set(key, value);
  }
  return {
    traceId: first.traceId,
    spanId: first.spanId,
    parentSpanId: "",
    name: first.eventName.startsWith("claude_code.") ? first.eventName : "",
    kind: 0,
    startTimeNs,
    endTimeNs: times.reduce((most, time) => (time > most ? time : most), startTimeNs),
    statusCode: 0,
    statusMessage: "",
    attributes,
    events: records.filter((record) => MESSAGE_EVENT.test(record.eventName)).map(logEvent),
    resource: first.resource,
    scope: first.scope,
    flags: ["from_logs"],
  };
}
