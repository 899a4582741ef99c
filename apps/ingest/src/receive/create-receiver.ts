import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { handleRequest } from "./handle-request.ts";
import { InFlightBytes } from "./in-flight-bytes.ts";
import { DEFAULT_RECEIVE_LIMITS, type ReceiveLimits } from "./receive-limits.ts";
import type { Receiver, ReceiverOptions } from "./receiver.ts";

const SOCKET_BUFFER_BYTES = 65_536;

/**
 * An OTLP/HTTP receiver: POST …/v1/traces and …/v1/logs behind any base path, protobuf or JSON, gzip or not. A 200 is
 * sent after `accept` resolved and never before. It limits sizes and times so that no sender can hold memory.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const limits: ReceiveLimits = { ...DEFAULT_RECEIVE_LIMITS, ...options.limits };
  const inFlight = new InFlightBytes(limits.inFlightBytes);
  let closing = false;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    void handleRequest({ request, response }, { options, limits, inFlight, closing: () => closing });
  };
  const server = createServer(serverOptions(limits), handle);
  // Without a listener Node asks for the body before the key was checked.
  server.on("checkContinue", handle);
  server.maxConnections = limits.connections;
  return {
    server,
    inFlightBytes: () => inFlight.used,
    listen: ({ port, host }) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port, host }, () => {
          server.off("error", reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () => {
      closing = true;
      return drain(server, limits.drainMs);
    },
  };
}

function serverOptions(limits: ReceiveLimits) {
  return {
    keepAlive: true,
    keepAliveTimeout: limits.keepAliveMs,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    // How often the two limits above are looked after.
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    maxHeaderSize: limits.headerBytes,
    highWaterMark: SOCKET_BUFFER_BYTES,
  };
}

/** Ends idle connections at once, the others when their request is answered or the time is up. */
function drain(server: ReturnType<typeof createServer>, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve();
      return;
    }
    const timer = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
