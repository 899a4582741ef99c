import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeTraces, DEFAULT_DECODE_LIMITS, type Span } from "@spanledger/telemetry";

/** The platform's side of the guard protocol and of OTLP, on loopback. */
export interface FakePlatform {
  readonly url: string;
  /** Requests for the stream: their headers, in order. */
  readonly streamRequests: IncomingMessage["headers"][];
  /** Requests about reservations: method, path and body. */
  readonly reservations: { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** Spans with the time they arrived, in milliseconds since 1970. */
  readonly spans: { readonly span: Span; readonly atMs: number; readonly contentType: string }[];
  send(event: string, data: unknown, id?: string): void;
  /** Writes to open streams as it is. */
  write(text: string): void;
  /** Ends open streams as a restart would. */
  dropStreams(): void;
  close(): Promise<void>;
}

export interface FakePlatformOptions {
  readonly snapshot?: unknown;
  readonly onStream?: (response: ServerResponse, request: IncomingMessage) => void;
  readonly onReservation?: (body: unknown, response: ServerResponse) => void;
  readonly port?: number;
}

const EMPTY = { halts: [], budgets: [], policy: { mode: "block" } };

export async function startFakePlatform(options: FakePlatformOptions = {}): Promise<FakePlatform> {
  const streams = new Set<ServerResponse>();
  const platform: Omit<FakePlatform, "url" | "send" | "write" | "dropStreams" | "close"> = {
    streamRequests: [],
    reservations: [],
    spans: [],
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/v1/guard/stream") {
      platform.streamRequests.push(request.headers);
      if (options.onStream !== undefined) return options.onStream(response, request);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("retry: 300\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
      if (request.headers["last-event-id"] === undefined) {
        response.write(`id: 1-0\nevent: snapshot\ndata: ${JSON.stringify(options.snapshot ?? EMPTY)}\n\n`);
      }
      return undefined;
    }
    void bytesOf(request).then((bytes) => {
      if (path === "/v1/traces") {
        const contentType = String(request.headers["content-type"]);
        const { spans } = decodeTraces(
          bytes,
          contentType.includes("json") ? "json" : "protobuf",
          DEFAULT_DECODE_LIMITS,
        );
        platform.spans.push(...spans.map((span) => ({ span, atMs: Date.now(), contentType })));
        response.writeHead(200, { "content-type": contentType }).end(contentType.includes("json") ? "{}" : "");
        return;
      }
      const body: unknown = bytes.length === 0 ? undefined : JSON.parse(Buffer.from(bytes).toString());
      platform.reservations.push({ method: String(request.method), path, body });
      if (request.method === "POST" && path === "/v1/guard/reservations" && options.onReservation !== undefined) {
        options.onReservation(body, response);
        return;
      }
      response.writeHead(204).end();
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const write = (text: string): void => {
    for (const stream of streams) stream.write(text);
  };
  return {
    ...platform,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    write,
    send: (event, data, id) =>
      write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    dropStreams: () => {
      for (const stream of streams) stream.destroy();
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  if (request.headers["content-encoding"] !== "gzip") return bytes;
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(bytes);
}
