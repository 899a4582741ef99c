import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { ClickHouseClient } from "@clickhouse/client";
import { createConnectionPool } from "../src/store/connection-pool.ts";
import { openEmbeddedClient } from "../src/store/open-embedded-client.ts";
import { sqlLiteral } from "../src/store/sql-literal.ts";

/**
 * `reset`: the socket dies before anything ran. `lost_answer`: it ran, the answer never arrives. `error`: 500 and nothing
 * ran. `slow`: it runs after the delay.
 */
export interface Fault {
  readonly kind: "reset" | "lost_answer" | "error" | "slow";
  /** Requests whose SQL contains this text; all when left out. */
  readonly matching?: string;
  /** How many requests fail, default 1. */
  readonly times?: number;
  readonly delayMs?: number;
}

export interface HttpFront {
  readonly url: string;
  inject(fault: Fault): void;
  /** SQL of the requests so far, oldest first. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Speaks enough of ClickHouse's HTTP interface over the embedded engine for the unmodified client. For tests only. */
export async function createHttpFront(options: { readonly path: string; readonly port?: number }): Promise<HttpFront> {
  const clients = await openEmbeddedClient(options.path, 3);
  const pool = createConnectionPool(clients, 60_000);
  const faults: { fault: Fault; left: number }[] = [];
  const seen: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { sql, body, settings, database, url } = await readRequest(request);
    if (url.pathname === "/ping") return void response.end("Ok.\n");
    seen.push(sql);
    const fault = takeFault(faults, sql);
    if (fault?.kind === "reset") return destroy(request);
    if (fault?.kind === "error") return fail(response, new Error("injected"));
    if (fault?.kind === "slow") await sleep(fault.delayMs ?? 1000);
    try {
      const answer = await pool.use("front", (client) => run(client, { sql, body, settings, database }));
      if (fault?.kind === "lost_answer") return destroy(request);
      response.setHeader("X-ClickHouse-Query-Id", url.searchParams.get("query_id") ?? "");
      response.end(answer);
    } catch (error) {
      fail(response, error);
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    inject: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.drain();
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

function destroy(request: IncomingMessage): void {
  request.socket.destroy();
}

interface FrontRequest {
  readonly sql: string;
  readonly body: Buffer;
  readonly settings: readonly (readonly [string, string])[];
  readonly database: string;
}

/** URL parameters of the HTTP interface that are no settings of the engine. */
const NOT_SETTINGS = new Set(
  "query query_id database session_id user password role compress decompress default_format wait_end_of_query send_progress_in_http_headers http_headers_progress_interval_ms enable_http_compression client_protocol_version".split(
    " ",
  ),
);

async function readRequest(request: IncomingMessage): Promise<FrontRequest & { url: URL }> {
  const url = new URL(request.url ?? "/", "http://front");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const bytes = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
  const query = url.searchParams.get("query");
  return {
    url,
    sql: query ?? bytes.toString("utf8"),
    body: query === null ? Buffer.alloc(0) : bytes,
    settings: [...url.searchParams].filter(([name]) => !NOT_SETTINGS.has(name)),
    database: url.searchParams.get("database") ?? "default",
  };
}

/** Settings hold for one request only: the connection is set back afterwards. */
async function run(client: ClickHouseClient, request: FrontRequest): Promise<Buffer> {
  await client.command({ query: `USE ${request.database}` });
  const path = join(tmpdir(), `spanledger-front-${randomUUID()}.body`);
  const applied = request.settings.filter(([name]) => /^\w+$/.test(name));
  if (request.body.length > 0) await writeFile(path, request.body);
  try {
    if (applied.length > 0) {
      await client.command({
        query: `SET ${applied.map(([name, value]) => `${name} = ${sqlLiteral(value)}`).join(", ")}`,
      });
    }
    const { stream } = await client.exec({
      query: request.body.length > 0 ? fromFile(request.sql, path) : request.sql,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    const engine = applied.filter(([name]) => !name.startsWith("param_"));
    if (engine.length > 0)
      await client.command({ query: `SET ${engine.map(([name]) => `${name} = DEFAULT`).join(", ")}` });
    await rm(path, { force: true });
  }
}

/** The embedded engine takes bytes from a file, a server from the request's body. */
function fromFile(sql: string, path: string): string {
  const head = /^\s*INSERT\s+INTO\s+[^\s(]+(\s*\([^)]*\))?/i.exec(sql)?.[0];
  if (head === undefined) throw new Error("Only INSERT takes a body");
  return `${head} FROM INFILE ${sqlLiteral(path)} ${sql.slice(head.length)}`;
}

function takeFault(faults: { fault: Fault; left: number }[], sql: string): Fault | undefined {
  const found = faults.find(({ fault, left }) => left > 0 && sql.includes(fault.matching ?? ""));
  if (found === undefined) return undefined;
  found.left -= 1;
  return found.fault;
}

function fail(response: ServerResponse, error: unknown): void {
  const { code, type, message } = error as { code?: string; type?: string; message?: string };
  response.statusCode = 500;
  if (code === undefined)
    return void response.end(`Code: 1001. DB::Exception: ${message ?? "unknown"}. (STD_EXCEPTION)`);
  response.setHeader("X-ClickHouse-Exception-Code", code);
  response.end(`Code: ${code}. DB::Exception: ${message ?? ""} (${type ?? "UNKNOWN_EXCEPTION"}) (version 26.7.2.1)`);
}
