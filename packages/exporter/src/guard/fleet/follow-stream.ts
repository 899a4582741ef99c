import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { diag } from "@opentelemetry/api";
import type { Connection } from "../../connection.ts";
import { type FleetEvent, parseEvent } from "./parse-event.ts";
import { reconnectDelay } from "./reconnect-delay.ts";
import { createSseParser } from "./sse-parser.ts";
import { withoutTracing } from "./without-tracing.ts";

/** The platform writes a comment every 15 seconds; three missed ones mean that the connection is dead. */
const SILENCE_MS = 45_000;
const CONNECT_MS = 10_000;
/** Events in a row that mean nothing: this is not a guard stream. */
const MAX_UNKNOWN_EVENTS = 1_000;

export interface StreamOptions {
  readonly connection: Connection;
  readonly onEvent: (event: FleetEvent) => void;
  readonly onConnected: (connected: boolean) => void;
}

/**
 * Follows the platform's decisions over one connection, for as long as the process lives; never keeps it alive.
 * Reconnects after a random pause that grows, and resumes after the last event it saw.
 * @returns ends it
 */
export function followStream({ connection, onEvent, onConnected }: StreamOptions): () => void {
  const url = new URL(`${connection.endpoint}/v1/guard/stream`);
  let lastEventId = "";
  let retryMs: number | undefined;
  let failures = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let open: ClientRequest | undefined;

  const connect = (): void => {
    let over = false;
    let unknown = 0;
    const finish = (status: number): void => {
      if (over) return;
      over = true;
      onConnected(false);
      call.destroy();
      failures += 1;
      if (closed) return;
      timer = setTimeout(connect, reconnectDelay({ failures, retryMs, status, random: Math.random() }));
      timer.unref();
    };
    const parse = createSseParser({
      onId: (id) => (lastEventId = id),
      onRetry: (milliseconds) => (retryMs = milliseconds),
      onEvent: ({ name, data }) => {
        const event = parseEvent(name, data);
        if (event === undefined) {
          unknown += 1;
          if (unknown > MAX_UNKNOWN_EVENTS) finish(200);
          return;
        }
        failures = 0;
        unknown = 0;
        onEvent(event);
        onConnected(true);
      },
    });
    const call = openRequest(url, { ...connection.headers, ...(lastEventId && { "last-event-id": lastEventId }) });
    open = call;
    call.on("error", () => finish(0));
    call.on("close", () => finish(0));
    call.on("response", (response) => {
      const status = response.statusCode ?? 0;
      response.on("error", () => finish(status));
      if (status !== 200) {
        if (status === 401 || status === 403)
          diag.warn(`Spanledger refused this key for the guard stream (${status}).`);
        finish(status);
        return;
      }
      call.setTimeout(SILENCE_MS);
      // Resuming may bring nothing for hours: an answer with this type is a connection.
      if (lastEventId !== "" && isEventStream(response)) onConnected(true);
      response.setEncoding("utf8");
      response.on("data", (piece: string) => parse(piece) || finish(200));
      response.on("end", () => finish(200));
    });
    call.on("timeout", () => finish(0));
    call.setTimeout(CONNECT_MS);
    call.end();
  };

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    open?.destroy();
  };
}

function openRequest(url: URL, headers: Record<string, string>): ClientRequest {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const call = withoutTracing(() =>
    request(url, { headers: { ...headers, accept: "text/event-stream", "cache-control": "no-store" }, agent: false }),
  );
  // The request hears of most errors itself, but not of those of a socket that it has already given back.
  call.on("socket", (socket) => socket.unref().on("error", () => undefined));
  return call;
}

function isEventStream(response: IncomingMessage): boolean {
  return String(response.headers["content-type"]).startsWith("text/event-stream");
}
