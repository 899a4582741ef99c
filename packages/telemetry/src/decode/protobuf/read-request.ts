import { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue, Resource, Scope } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { RecordSink } from "../record-sink.ts";
import { draftScope } from "../scope-draft.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import { readCutText } from "./read-cut-text.ts";
import { readResource } from "./read-resource.ts";
import { readScope } from "./read-scope.ts";

const KNOWN_REQUEST = 0b10;
const KNOWN_GROUP = 0b110;
const KNOWN_SCOPE_GROUP = 0b1110;

/** Reads one record (span or log record) that ends at `at.end`. @throws RejectedRecord */
export type ReadRecord<T> = (
  reader: ProtobufReader,
  context: DecodeContext,
  at: { end: number; resource: Resource; scope: Scope },
) => T;

/**
 * Walks ExportTraceServiceRequest or ExportLogsServiceRequest, which differ in their records alone.
 * @throws RejectedRecord when the encoding is broken outside the records
 */
export function readRequest<T extends object>(body: Uint8Array, sink: RecordSink<T>, readRecord: ReadRecord<T>): void {
  const reader = new ProtobufReader(body);
  while (reader.pos < body.length) {
    const tag = reader.uint32();
    if (tag === 0x0a) readResourceGroup(reader, sink, { end: reader.enter(body.length), readRecord });
    else reader.skip(tag, body.length, KNOWN_REQUEST);
  }
}

interface ResourceGroup<T> {
  readonly end: number;
  readonly readRecord: ReadRecord<T>;
}

function readResourceGroup<T extends object>(
  reader: ProtobufReader,
  sink: RecordSink<T>,
  group: ResourceGroup<T>,
): void {
  const { end, readRecord } = group;
  const attributes = new AttributeList<AttributeValue>();
  const resource: Resource = { attributes };
  const first = sink.records.length;
  let flags = 0;
  sink.context.countGroup();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x0a) {
      const at = { end: reader.enter(end), into: attributes };
      flags |= sink.flagsOf(() => readResource(reader, sink.context, at));
    } else if (tag === 0x12) readScopeGroup(reader, sink, { end: reader.enter(end), resource, readRecord });
    else reader.skip(tag, end, KNOWN_GROUP);
  }
  reader.leave(end);
  sink.flagSince(first, flags);
}

function readScopeGroup<T extends object>(
  reader: ProtobufReader,
  sink: RecordSink<T>,
  group: ResourceGroup<T> & { resource: Resource },
): void {
  const { end, resource, readRecord } = group;
  const { context } = sink;
  const scope = draftScope();
  const first = sink.records.length;
  let flags = 0;
  context.countGroup();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x12) {
      const at = { end: reader.enter(end), resource, scope };
      sink.add(() => readRecord(reader, context, at));
      reader.pos = at.end;
    } else if (tag === 0x0a) {
      const at = { end: reader.enter(end), scope };
      flags |= sink.flagsOf(() => readScope(reader, context, at));
    } else if (tag === 0x1a) scope.schemaUrl = readCutText(reader, context, end);
    else reader.skip(tag, end, KNOWN_SCOPE_GROUP);
  }
  reader.leave(end);
  sink.flagSince(first, flags);
}
