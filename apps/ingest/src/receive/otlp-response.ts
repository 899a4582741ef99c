import type { OutgoingHttpHeaders } from "node:http";
import { type Encoding, encodeStatus } from "@spanledger/telemetry";
import type { Refusal, RefusalReason } from "./refusal.ts";

/** HTTP status and gRPC code. Clients try again after 429 and 503 and after nothing else, so no fault of ours is a 500. */
const CODES: Readonly<Record<RefusalReason, readonly [httpStatus: number, grpcCode: number]>> = {
  not_found: [404, 5],
  method: [405, 12],
  no_key: [401, 16],
  unknown_key: [401, 16],
  revoked_key: [403, 7],
  wrong_scope: [403, 7],
  content_type: [415, 3],
  content_encoding: [415, 3],
  too_large: [413, 3],
  malformed: [400, 3],
  too_slow: [408, 4],
  disconnected: [400, 1],
  not_ready: [503, 14],
  overloaded: [503, 14],
  limited: [429, 8],
  accept_failed: [503, 14],
};

/** An answer ready to be written. */
export interface OtlpResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array;
}

export const CONTENT_TYPES = { protobuf: "application/x-protobuf", json: "application/json" } as const satisfies Record<
  Encoding,
  string
>;

/** The one place where a refusal becomes HTTP: a google.rpc.Status in the request's encoding. */
export function toOtlpResponse(refusal: Refusal, encoding: Encoding): OtlpResponse {
  const [status, code] = CODES[refusal.reason];
  return {
    status,
    headers: {
      "content-type": CONTENT_TYPES[encoding],
      ...(refusal.retryAfterSeconds === null ? {} : { "retry-after": String(Math.ceil(refusal.retryAfterSeconds)) }),
      ...(status === 401 ? { "www-authenticate": 'Bearer realm="spanledger"' } : {}),
      ...(status === 405 ? { allow: "POST" } : {}),
      ...(status === 415 ? { "accept-encoding": "gzip, identity" } : {}),
    },
    body: encodeStatus({ encoding, code, message: refusal.message }),
  };
}
