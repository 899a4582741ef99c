import { AttributeList } from "../../attribute-list.ts";
import type { AttributeValue, Resource, Scope } from "../../span.ts";
import type { DecodeContext } from "../decode-context.ts";
import type { RecordSink } from "../record-sink.ts";
import { draftScope, type ScopeDraft } from "../scope-draft.ts";
import type { ScopeJson } from "./json-shapes.ts";
import { parseJsonBody } from "./parse-json-body.ts";
import { putAttributes } from "./put-attributes.ts";
import { toList } from "./to-list.ts";
import { toObject } from "./to-object.ts";
import { toText } from "./to-text.ts";

/** What a record belongs to. */
export interface Owner {
  readonly resource: Resource;
  readonly scope: Scope;
}

/** The names that tell one OTLP signal from another, and how to read its records. */
export interface JsonSignal<T> {
  readonly resources: string;
  readonly scopes: string;
  readonly records: string;
  readonly read: (json: unknown, context: DecodeContext, owner: Owner) => T;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Walks a request in OTLP JSON.
 * @throws DecodeError when it is no JSON, RejectedRecord when a field outside the records has a wrong type
 */
export function readJsonRequest<T extends object>(body: Uint8Array, sink: RecordSink<T>, signal: JsonSignal<T>): void {
  const request: Fields = toObject<Fields>(parseJsonBody(body, sink.context.limits, sink.context.exactIntegers));
  for (const group of toList(request[signal.resources])) readResourceGroup(group, sink, signal);
}

function readResourceGroup<T extends object>(json: unknown, sink: RecordSink<T>, signal: JsonSignal<T>): void {
  const group: Fields = toObject<Fields>(json);
  const attributes = new AttributeList<AttributeValue>();
  const resource: Resource = { attributes };
  const first = sink.records.length;
  sink.context.countGroup();
  const flags = sink.flagsOf(() => {
    const fields: Fields = toObject<Fields>(group["resource"]);
    putAttributes(attributes, fields["attributes"], sink.context);
  });
  for (const scopeGroup of toList(group[signal.scopes])) readScopeGroup(scopeGroup, sink, { signal, resource });
  sink.flagSince(first, flags);
}

function readScopeGroup<T extends object>(
  json: unknown,
  sink: RecordSink<T>,
  at: { signal: JsonSignal<T>; resource: Resource },
): void {
  const group: Fields = toObject<Fields>(json);
  const { context } = sink;
  const scope = draftScope();
  const first = sink.records.length;
  context.countGroup();
  const flags = sink.flagsOf(() => putScope(scope, group, context));
  const owner = { resource: at.resource, scope };
  for (const record of toList(group[at.signal.records])) sink.add(() => at.signal.read(record, context, owner));
  sink.flagSince(first, flags);
}

function putScope(scope: ScopeDraft, group: Fields, context: DecodeContext): void {
  const json: ScopeJson = toObject<ScopeJson>(group["scope"]);
  scope.name = toText(json.name, context);
  scope.version = toText(json.version, context);
  scope.schemaUrl = toText(group["schemaUrl"], context);
  putAttributes(scope.attributes, json.attributes, context);
}
