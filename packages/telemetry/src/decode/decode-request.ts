import { DecodeContext } from "./decode-context.ts";
import { DecodeError } from "./decode-error.ts";
import type { DecodeLimits } from "./decode-limits.ts";
import type { Encoding, Rejected } from "./decode-result.ts";
import { readJsonRequest, type JsonSignal } from "./json/read-json-request.ts";
import { type ReadRecord, readRequest } from "./protobuf/read-request.ts";
import { RecordSink } from "./record-sink.ts";
import { RejectedRecord } from "./reject-reason.ts";

/** Runs the reader of the encoding over a body. @throws DecodeError */
export function decodeRequest<T extends object>(request: {
  body: Uint8Array;
  encoding: Encoding;
  limits: DecodeLimits;
  protobuf: ReadRecord<T>;
  json: JsonSignal<T>;
}): { records: T[]; rejected: Rejected } {
  const sink = new RecordSink<T>(new DecodeContext(request.limits));
  try {
    if (request.encoding === "json") readJsonRequest(request.body, sink, request.json);
    else readRequest(request.body, sink, request.protobuf);
  } catch (error) {
    if (error instanceof RejectedRecord) throw undecodable(request.encoding, error);
    throw error;
  }
  return { records: sink.records, rejected: sink.rejected };
}

function undecodable(encoding: Encoding, cause: RejectedRecord): DecodeError {
  const advice =
    encoding === "json"
      ? "The body is not OTLP JSON: send { resourceSpans: [...] } as the OTLP specification writes it, or use application/x-protobuf."
      : "The body is not OTLP protobuf: check that it is complete, not encoded twice, and that Content-Type fits what is sent.";
  return new DecodeError("malformed", advice, { cause });
}
