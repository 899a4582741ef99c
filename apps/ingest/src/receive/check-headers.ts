import type { IncomingMessage } from "node:http";
import type { Encoding } from "@spanledger/telemetry";
import type { ReceiveLimits } from "./receive-limits.ts";
import { readEncoding } from "./read-encoding.ts";
import { Refusal } from "./refusal.ts";

export interface BodyHeaders {
  readonly encoding: Encoding;
  readonly gzip: boolean;
  /** Content-Length, or 0 when the body comes in chunks. */
  readonly announcedBytes: number;
}

/** What the headers say about the body. @throws Refusal */
export function checkHeaders(request: IncomingMessage, limits: ReceiveLimits): BodyHeaders {
  const { headers } = request;
  const encoding = readEncoding(headers["content-type"]);
  if (encoding === null) {
    throw new Refusal("content_type", "Content-Type must be application/x-protobuf or application/json.");
  }
  const announcedBytes = Number(headers["content-length"] ?? 0);
  if (announcedBytes > limits.bodyBytes) {
    throw new Refusal("too_large", `The body is larger than ${limits.bodyBytes} bytes: send smaller batches.`);
  }
  return { encoding, gzip: isGzip(headers["content-encoding"]), announcedBytes };
}

function isGzip(contentEncoding: string | undefined): boolean {
  switch ((contentEncoding ?? "").trim().toLowerCase()) {
    case "":
    case "identity":
      return false;
    case "gzip":
    case "x-gzip":
      return true;
    default:
      throw new Refusal("content_encoding", "Content-Encoding must be gzip or absent.");
  }
}
