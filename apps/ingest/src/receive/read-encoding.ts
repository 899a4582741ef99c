import type { Encoding } from "@spanledger/telemetry";

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ["application/x-protobuf", "protobuf"],
  ["application/protobuf", "protobuf"],
  ["application/json", "json"],
]);

/** The encoding that a Content-Type names, parameters aside; null for any other. */
export function readEncoding(contentType: string | undefined): Encoding | null {
  const [type = ""] = (contentType ?? "").split(";");
  return ENCODINGS.get(type.trim().toLowerCase()) ?? null;
}
