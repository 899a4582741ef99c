import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Driver, Statement } from "./driver.ts";
import { ANSWER_FORMATS, type AnswerFormat } from "./file-format.ts";
import { insertStatement } from "./insert-statement.ts";
import type { LoadRequest } from "./store.ts";

export interface ServerOptions {
  /** e.g. https://user:password@clickhouse.example:8443 */
  readonly url: string;
  readonly database: string;
  readonly requestTimeoutMs: number;
}

/** A ClickHouse server or cluster over HTTP. */
export async function createServerDriver(options: ServerOptions): Promise<Driver> {
  const settings = { output_format_json_quote_64bit_integers: 1, output_format_json_quote_decimals: 1 } as const;
  const base = {
    url: options.url,
    request_timeout: options.requestTimeoutMs,
    keep_alive: { enabled: true },
    // Errors are thrown with all they say; a logged query could hold content.
    log: { level: ClickHouseLogLevel.OFF },
  };
  const client = createClient({ ...base, database: options.database, clickhouse_settings: settings });
  const withoutDatabase = createClient({ ...base, database: "default" });

  return {
    mode: "server",
    select: (statement) => select(client, statement),
    selectFile: (statement, format) => selectFile(client, statement, format),
    async command(statement) {
      const target = /^\s*CREATE DATABASE/i.test(statement.sql) ? withoutDatabase : client;
      await target.command({ query: statement.sql, query_params: bindable(statement) });
    },
    async insertRows(table, rows) {
      await client.insert({ table, values: rows, format: "JSONEachRow" });
    },
    loadRows: (request) => loadRows(client, request),
    async ping() {
      const answer = await client.ping();
      if (!answer.success) throw answer.error;
    },
    async close() {
      await Promise.all([client.close(), withoutDatabase.close()]);
    },
  };
}

async function select(client: ClickHouseClient, statement: Statement): Promise<unknown[]> {
  const result = await client.query({
    query: statement.sql,
    query_params: bindable(statement),
    format: "JSONEachRow",
  });
  return result.json<unknown>();
}

async function selectFile(
  client: ClickHouseClient,
  statement: Statement,
  format: AnswerFormat,
): Promise<AsyncIterable<Uint8Array>> {
  const query = `${statement.sql} FORMAT ${ANSWER_FORMATS[format]}`;
  const { stream } = await client.exec({ query, query_params: bindable(statement) });
  return stream as AsyncIterable<Uint8Array>;
}

async function loadRows(client: ClickHouseClient, request: LoadRequest): Promise<void> {
  const { source } = request;
  const values =
    "path" in source ? createReadStream(source.path) : Readable.from([source.bytes], { objectMode: false });
  const answer = await client.exec({
    query: insertStatement(request, { from: "", format: " FORMAT RowBinary" }),
    values,
  });
  answer.stream.resume();
  await new Promise((resolve, reject) => answer.stream.once("end", resolve).once("error", reject));
}

function bindable({ params }: Statement): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
}
