import type { Span } from "../span.ts";
import { decodeRequest } from "./decode-request.ts";
import type { DecodeLimits } from "./decode-limits.ts";
import type { DecodedTraces, Encoding } from "./decode-result.ts";
import { TRACES_JSON } from "./json/read-span.ts";
import { readSpan } from "./protobuf/read-span.ts";

/**
 * Decodes an ExportTraceServiceRequest (opentelemetry-proto 1.x), already inflated. A span that cannot be taken is
 * counted in `rejected` and the others are kept; spans of one resource or scope share its object.
 * @throws DecodeError when nothing of the body can be taken
 */
export function decodeTraces(body: Uint8Array, encoding: Encoding, limits: DecodeLimits): DecodedTraces {
  const { records, rejected } = decodeRequest<Span>({ body, encoding, limits, protobuf: readSpan, json: TRACES_JSON });
  return { spans: records, rejected };
}
