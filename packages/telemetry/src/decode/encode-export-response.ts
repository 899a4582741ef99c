import type { Encoding } from "./decode-result.ts";
import { ProtobufWriter } from "./protobuf/protobuf-writer.ts";

export type Signal = "traces" | "logs" | "metrics";

/** The partialSuccess field differs by signal in JSON and in nothing else. */
const REJECTED_FIELD = {
  traces: "rejectedSpans",
  logs: "rejectedLogRecords",
  metrics: "rejectedDataPoints",
} as const satisfies Record<Signal, string>;

/**
 * An ExportTraceServiceResponse, ExportLogsServiceResponse or ExportMetricsServiceResponse. partialSuccess is only set
 * when something was rejected or there is a message (a warning, with `rejected` 0).
 */
export function encodeExportResponse(response: {
  encoding: Encoding;
  signal: Signal;
  rejected: number;
  message: string;
}): Uint8Array {
  const { encoding, signal, rejected, message } = response;
  const partial = rejected > 0 || message !== "";
  if (encoding === "json") {
    const partialSuccess = { [REJECTED_FIELD[signal]]: String(rejected), errorMessage: message };
    return Buffer.from(JSON.stringify(partial ? { partialSuccess } : {}));
  }
  if (!partial) return new Uint8Array(0);
  const inner = new ProtobufWriter().varint(1, rejected).text(2, message).finish();
  return new ProtobufWriter().bytes(1, inner).finish();
}
