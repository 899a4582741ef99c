import type { Encoding } from "./decode-result.ts";
import { ProtobufWriter } from "./protobuf/protobuf-writer.ts";

/** A google.rpc.Status, the body of every failure. `code` is a canonical gRPC code, e.g. 3 for an invalid argument. */
export function encodeStatus(status: { encoding: Encoding; code: number; message: string }): Uint8Array {
  const { encoding, code, message } = status;
  if (encoding === "json") return Buffer.from(JSON.stringify({ code, message }));
  return new ProtobufWriter().varint(1, code).text(2, message).finish();
}
