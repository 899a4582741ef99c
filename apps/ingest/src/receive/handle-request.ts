import { type Encoding, encodeExportResponse, type Signal } from "@spanledger/telemetry";
import { checkHeaders } from "./check-headers.ts";
import { checkKey } from "./check-key.ts";
import { corsHeaders, preflightHeaders } from "./cors-headers.ts";
import { countMetrics } from "./count-metrics.ts";
import type { InFlightBytes } from "./in-flight-bytes.ts";
import { matchSignal } from "./match-signal.ts";
import { CONTENT_TYPES, type OtlpResponse, toOtlpResponse } from "./otlp-response.ts";
import { overloaded } from "./overloaded.ts";
import { readBody } from "./read-body.ts";
import { readEncoding } from "./read-encoding.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import type { ExtraRoute, ReceiverOptions } from "./receiver.ts";
import { Refusal } from "./refusal.ts";
import { storeBatch, type Stored } from "./store-batch.ts";
import { type Exchange, writeResponse } from "./write-response.ts";

export interface Handling {
  readonly options: ReceiverOptions;
  readonly limits: ReceiveLimits;
  readonly inFlight: InFlightBytes;
  /** True once the receiver is closing. */
  readonly closing: () => boolean;
}

const RETRY_AFTER_SECONDS = 5;
const NO_CONTENT: OtlpResponse = { status: 204, headers: {}, body: new Uint8Array(0) };

/** Answers one request, whatever happens. */
export async function handleRequest(exchange: Exchange, handling: Handling): Promise<void> {
  const { request } = exchange;
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const { extraRoutes } = handling.options;
  const extra = extraRoutes === undefined ? undefined : findRoute(extraRoutes, path);
  if (extra !== undefined) {
    await answerExtra(exchange, extra, handling);
    return;
  }
  const answer = await answerOf(exchange, path, handling);
  const headers = corsHeaders(request.headers, handling.options.cors);
  writeResponse(exchange, answer, { lingerMs: handling.limits.lingerMs, headers, closing: handling.closing() });
}

/** By the exact path, else by the beginning of it: a route that ends with a slash stands for all below it. */
function findRoute(routes: Readonly<Record<string, ExtraRoute>>, path: string): ExtraRoute | undefined {
  if (Object.hasOwn(routes, path)) return routes[path];
  const folder = Object.keys(routes).find((route) => route.length > 1 && route.endsWith("/") && path.startsWith(route));
  return folder === undefined ? undefined : routes[folder];
}

/** A route of the app that fails is the app's fault, not the sender's. */
async function answerExtra({ request, response }: Exchange, extra: ExtraRoute, handling: Handling): Promise<void> {
  try {
    await extra(request, response);
  } catch (cause) {
    handling.options.logger.error({ err: cause }, "a route failed unexpectedly");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

async function answerOf(exchange: Exchange, path: string, handling: Handling): Promise<OtlpResponse> {
  const { request } = exchange;
  try {
    const signal = matchSignal(path);
    if (signal === null) throw notFound();
    if (request.method === "OPTIONS") return preflight(handling);
    if (request.method !== "POST") throw new Refusal("method", "Send telemetry with POST.");
    return await take(exchange, signal, handling);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected(error, handling);
    handling.options.metrics.refused(refusal.reason);
    return toOtlpResponse(refusal, readEncoding(request.headers["content-type"]) ?? "json");
  }
}

/** Everything that can be refused by its headers is refused before the body is read. */
async function take(exchange: Exchange, signal: Signal, handling: Handling): Promise<OtlpResponse> {
  const { request, response } = exchange;
  const { options, limits, inFlight } = handling;
  const { projectId, tenant } = await checkKey(request, options);
  const { encoding, gzip, announcedBytes } = checkHeaders(request, limits);
  if (handling.closing() || !options.ready()) throw notReady();
  const full = options.full?.() ?? null;
  if (full !== null) throw new Refusal("overloaded", full.message, full);
  if (!inFlight.fits(announcedBytes)) throw overloaded();
  if (request.headers.expect !== undefined) response.writeContinue();
  const reservation = inFlight.reserve();
  try {
    const body = await readBody(request, { gzip, limits, reservation });
    if (signal === "metrics") return success(signal, encoding, countMetrics(body, encoding));
    const received = { signal, encoding, body, reservation, projectId, keyTenant: tenant ?? "" };
    return success(signal, encoding, await storeBatch(received, options, limits));
  } finally {
    reservation.release();
  }
}

function success(signal: Signal, encoding: Encoding, stored: Stored): OtlpResponse {
  return {
    status: 200,
    headers: { "content-type": CONTENT_TYPES[encoding] },
    body: encodeExportResponse({ encoding, signal, ...stored }),
  };
}

function preflight({ options }: Handling): OtlpResponse {
  const headers = options.cors === undefined ? { allow: "POST" } : { allow: "POST", ...preflightHeaders(options.cors) };
  return { ...NO_CONTENT, headers };
}

function notFound(): Refusal {
  return new Refusal("not_found", "Nothing is here: send traces to /v1/traces and logs to /v1/logs.");
}

function notReady(): Refusal {
  return new Refusal("not_ready", "The server is starting or stopping: try again later.", {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** A fault of ours: 503, because clients drop their spans on 500. */
function unexpected(cause: unknown, { options }: Handling): Refusal {
  options.logger.error({ err: cause }, "a request failed unexpectedly");
  return new Refusal("accept_failed", "The request failed on our side: try again later.", {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
