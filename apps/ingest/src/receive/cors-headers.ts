import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { CorsOptions } from "./receiver.ts";

/** CORS headers for the origin of a request; empty when it sends none. Not in OTLP, needed by browser SDKs. */
export function corsHeaders(headers: IncomingHttpHeaders, cors: CorsOptions | undefined): OutgoingHttpHeaders {
  const { origin } = headers;
  if (cors === undefined || cors.allowedOrigins.length === 0 || origin === undefined) return {};
  const anyOrigin = cors.allowedOrigins.includes("*");
  if (!anyOrigin && !cors.allowedOrigins.includes(origin)) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": anyOrigin ? "*" : origin,
    "access-control-expose-headers": "retry-after",
  };
}

/** What a preflight is told beside. */
export function preflightHeaders(cors: CorsOptions): OutgoingHttpHeaders {
  return {
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type, content-encoding, authorization, x-api-key",
    "access-control-max-age": String(cors.maxAgeSeconds),
  };
}
