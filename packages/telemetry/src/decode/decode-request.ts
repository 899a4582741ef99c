import { DecodeContext } from "./decode-context.ts";
import { DecodeError } from "./decode-error.ts";
import type { DecodeLimits } from "./decode-limits.ts";
import type { Encoding } from "./decode-result.ts";
import { InexactInteger } from "./json/inexact-integer.ts";
import { readJsonRequest, type JsonSignal } from "./json/read-json-request.ts";
import { type ReadRecord, readRequest } from "./protobuf/read-request.ts";
import { RecordSink } from "./record-sink.ts";
import { RejectedRecord } from "./reject-reason.ts";

interface Request<T> {
  readonly body: Uint8Array;
  readonly encoding: Encoding;
  readonly limits: DecodeLimits;
  readonly protobuf: ReadRecord<T>;
  readonly json: JsonSignal<T>;
}

/** Runs the reader of the encoding over a body. @throws DecodeError */
export function decodeRequest<T extends object>(request: Request<T>): RecordSink<T> {
  try {
    return run(request);
  } catch (error) {
    if (error instanceof RejectedRecord) throw undecodable(request.encoding, error);
    throw error;
  }
}

function run<T extends object>(request: Request<T>): RecordSink<T> {
  try {
    return read(request, false);
  } catch (error) {
    if (error instanceof InexactInteger) return read(request, true);
    throw error;
  }
}

function read<T extends object>(request: Request<T>, exactIntegers: boolean): RecordSink<T> {
  const sink = new RecordSink<T>(new DecodeContext(request.limits, exactIntegers));
  if (request.encoding === "json") readJsonRequest(request.body, sink, request.json);
  else readRequest(request.body, sink, request.protobuf);
  return sink;
}

function undecodable(encoding: Encoding, cause: RejectedRecord): DecodeError {
  const advice =
    encoding === "json"
      ? "The body is not OTLP JSON: send { resourceSpans: [...] } as the OTLP specification writes it, or use application/x-protobuf."
      : "The body is not OTLP protobuf: check that it is complete, not encoded twice, and that Content-Type fits what is sent.";
  return new DecodeError("malformed", advice, { cause });
}
