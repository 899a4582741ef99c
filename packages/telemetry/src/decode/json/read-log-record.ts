import type { LogRecord } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import { draftLogRecord, finishLogRecord } from "../log-record-draft.ts";
import type { LogRecordJson } from "./json-shapes.ts";
import { putAttributes } from "./put-attributes.ts";
import type { JsonSignal, Owner } from "./read-json-request.ts";
import { toAnyValue } from "./to-any-value.ts";
import { toId } from "./to-id.ts";
import { toNanos } from "./to-nanos.ts";
import { toObject } from "./to-object.ts";
import { toText } from "./to-text.ts";

/** Where an ExportLogsServiceRequest in JSON keeps its log records. */
export const LOGS_JSON: JsonSignal<LogRecord> = {
  resources: "resourceLogs",
  scopes: "scopeLogs",
  records: "logRecords",
  read: readLogRecord,
};

function readLogRecord(json: unknown, context: DecodeContext, owner: Owner): LogRecord {
  const record: LogRecordJson = toObject<LogRecordJson>(json);
  const draft = draftLogRecord(owner.resource, owner.scope);
  draft.traceId = toId(record.traceId, { size: 16, reason: "trace_id" });
  draft.spanId = toId(record.spanId, { size: 8, reason: "span_id" });
  draft.eventName = toText(record.eventName, context);
  draft.timeNs = toNanos(record.timeUnixNano, context);
  draft.observedTimeNs = toNanos(record.observedTimeUnixNano, context);
  draft.body = toAnyValue(record.body, context, 0);
  putAttributes(draft.attributes, record.attributes, context);
  return finishLogRecord(draft);
}
