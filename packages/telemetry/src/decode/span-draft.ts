import { AttributeList } from "../attribute-list.ts";
import type { AttributeValue, Resource, Scope, Span, SpanEvent, StatusCode } from "../span.ts";
import { type DecodeContext, flagNames } from "./decode-context.ts";
import { RejectedRecord } from "./reject-reason.ts";

/** A span while it is being read: ids not yet checked, "" for empty or all-zero ones. */
export type SpanDraft = { -readonly [K in keyof Span]: Span[K] } & {
  attributes: AttributeList<AttributeValue>;
  events: SpanEvent[];
};

const NO_FLAGS: readonly string[] = [];
const MAX_KIND = 5;

export function draftSpan(resource: Resource, scope: Scope): SpanDraft {
  return {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    name: "",
    kind: 0,
    startTimeNs: 0n,
    endTimeNs: 0n,
    statusCode: 0,
    statusMessage: "",
    attributes: new AttributeList(),
    events: [],
    resource,
    scope,
    flags: NO_FLAGS,
  };
}

/** The finished span. @throws RejectedRecord when it cannot be identified. */
export function finishSpan(draft: SpanDraft, context: DecodeContext): Span {
  if (draft.traceId === "") throw new RejectedRecord("trace_id");
  if (draft.spanId === "") throw new RejectedRecord("span_id");
  if (draft.kind > MAX_KIND) draft.kind = 0;
  draft.flags = flagNames(context.flags);
  return draft;
}

/** Values that OTLP does not define count as unset. */
export function toStatusCode(code: number): StatusCode {
  return code === 1 || code === 2 ? code : 0;
}
