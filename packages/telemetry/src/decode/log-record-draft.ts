import { AttributeList } from "../attribute-list.ts";
import type { AttributeValue, LogRecord, Resource, Scope } from "../span.ts";

/** A log record while it is being read. */
export type LogRecordDraft = { -readonly [K in keyof LogRecord]: LogRecord[K] } & {
  attributes: AttributeList<AttributeValue>;
  /** When a collector saw it; stands in for a missing time. */
  observedTimeNs: bigint;
};

export function draftLogRecord(resource: Resource, scope: Scope): LogRecordDraft {
  return {
    traceId: "",
    spanId: "",
    eventName: "",
    timeNs: 0n,
    observedTimeNs: 0n,
    body: null,
    attributes: new AttributeList(),
    resource,
    scope,
  };
}

export function finishLogRecord(draft: LogRecordDraft): LogRecord {
  const { observedTimeNs, ...record } = draft;
  const named = record.attributes.get("event.name");
  if (record.eventName === "" && typeof named === "string") record.eventName = named;
  if (record.timeNs === 0n) record.timeNs = observedTimeNs;
  return record;
}
