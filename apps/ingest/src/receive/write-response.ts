import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { OtlpResponse } from "./otlp-response.ts";

/** A rest of this size is read and thrown away, and the connection lives on. */
const DRAINABLE_BYTES = 65_536;

/** One exchange of a connection. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Writes an answer. When the request body was not read to its end the connection closes afterwards, but only once the
 * sender had `lingerMs` to read the answer: closing at once would reset the connection under it.
 */
export function writeResponse(
  { request, response }: Exchange,
  answer: OtlpResponse,
  options: { lingerMs: number; headers: OutgoingHttpHeaders; closing: boolean },
): void {
  if (response.destroyed || response.headersSent) return;
  const keeps = request.complete || Number(request.headers["content-length"] ?? Number.NaN) <= DRAINABLE_BYTES;
  const headers = { ...options.headers, ...answer.headers, "content-length": answer.body.length };
  response.writeHead(answer.status, keeps && !options.closing ? headers : { ...headers, connection: "close" });
  if (keeps) {
    response.end(answer.body);
    request.resume();
    return;
  }
  response.write(answer.body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, options.lingerMs);
  request.once("end", end).once("close", end);
  request.resume();
}
