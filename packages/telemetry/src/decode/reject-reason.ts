/** Why one span or log record was left out while the rest of its request was taken. */
export type RejectReason = "trace_id" | "span_id" | "parent_span_id" | "time" | "wrong_type" | "malformed";

/** What the sender is told about each reason. */
export const REJECT_SENTENCES: Readonly<Record<RejectReason, string>> = {
  trace_id: "traceId must be 16 bytes (32 hex digits) and not all zero",
  span_id: "spanId must be 8 bytes (16 hex digits) and not all zero",
  parent_span_id: "parentSpanId must be empty or 8 bytes (16 hex digits)",
  time: "times must be unsigned nanoseconds since the epoch",
  wrong_type: "a field has a type that OTLP does not give it",
  malformed: "the encoding is broken inside the record",
};

/** Raised inside one record; the record is counted under its reason and decoding goes on with the next. */
export class RejectedRecord extends Error {
  override readonly name = "RejectedRecord";
  readonly reason: RejectReason;

  constructor(reason: RejectReason) {
    super(REJECT_SENTENCES[reason]);
    this.reason = reason;
  }
}
