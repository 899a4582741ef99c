import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ClickHouseClient } from "@clickhouse/client";
import { type ConnectionPool, createConnectionPool } from "./connection-pool.ts";
import type { Driver, Statement } from "./driver.ts";
import { ANSWER_FORMATS, type AnswerFormat } from "./file-format.ts";
import { fileSource, isPattern } from "./file-source.ts";
import { insertStatement } from "./insert-statement.ts";
import { openEmbeddedClient } from "./open-embedded-client.ts";
import { parameterText } from "./parameter-text.ts";
import { READER_DEFAULTS, WRITER_DEFAULTS } from "./session-defaults.ts";
import { sqlLiteral } from "./sql-literal.ts";
import type { LoadRequest } from "./store.ts";
import { createTableColumns, type TableColumns } from "./table-columns.ts";

export interface EmbeddedOptions {
  /** The data folder. Only one process can have it open; several stores of one process can. */
  readonly path: string;
  readonly database: string;
  /** Queries that run at the same time. UV_THREADPOOL_SIZE must exceed the sum over all stores of the process. */
  readonly readers: number;
  /** How long a query waits for a free connection. */
  readonly maxWaitMs: number;
}

/** ClickHouse inside the process: read-only connections for pages, one for look-ups, and one that writes. */
export async function createEmbeddedDriver(options: EmbeddedOptions): Promise<Driver> {
  const path = resolve(options.path);
  const clients = await openEmbeddedClient(path, options.readers + 2);
  const [writerClient, controlClient, ...pageClients] = clients;
  if (writerClient === undefined || controlClient === undefined) throw new RangeError("readers must not be negative");
  await writerClient.command({ query: `CREATE DATABASE IF NOT EXISTS ${options.database}` });
  const use = `USE ${options.database}; SET ${READER_DEFAULTS}`;
  await writerClient.command({ query: `${use}; SET ${WRITER_DEFAULTS}` });
  for (const client of [controlClient, ...pageClients]) await client.command({ query: `${use}; SET readonly = 2` });
  const writer = createConnectionPool([writerClient], options.maxWaitMs * 10);
  const readers = {
    page: createConnectionPool(pageClients, options.maxWaitMs),
    control: createConnectionPool([controlClient], options.maxWaitMs),
  };

  const columnsOf = createTableColumns(writer);

  return {
    mode: "embedded",
    select: (statement) => select(readers[statement.lane], statement),
    selectFile: (statement, format) => selectFile(readers[statement.lane], statement, format),
    command: (statement) =>
      writer.use(statement.name, async (client) => {
        await client.command({ query: bound(statement) });
      }),
    async insertRows(table, rows) {
      const lines = rows.map((row) => JSON.stringify(row)).join("\n");
      await writer.use(`insert ${table}`, (client) =>
        client.command({ query: `INSERT INTO ${table} FORMAT JSONEachRow\n${lines}` }),
      );
    },
    loadRows: (request) => loadRows(writer, columnsOf, request),
    async ping() {
      await select(readers.control, { name: "ping", sql: "SELECT 1 AS one", params: {}, lane: "control" });
    },
    async close() {
      await Promise.all([writer, readers.page, readers.control].map((pool) => pool.drain()));
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

async function select(readers: ConnectionPool<ClickHouseClient>, statement: Statement): Promise<unknown[]> {
  return readers.use(statement.name, async (client) => {
    const result = await client.query({ query: bound(statement), format: "JSONEachRow" });
    return result.json<unknown>();
  });
}

/** Writes to the disk first: the engine hands an answer over as one piece of memory, and a file has no bound. */
async function selectFile(
  readers: ConnectionPool<ClickHouseClient>,
  statement: Statement,
  format: AnswerFormat,
): Promise<AsyncIterable<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), "spanledger-export-"));
  const path = join(folder, `file.${format}`);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const query = `${bound(statement)} INTO OUTFILE ${sqlLiteral(path)} FORMAT ${ANSWER_FORMATS[format]}`;
    await readers.use(statement.name, (client) => client.command({ query }));
  } catch (error) {
    await remove();
    throw error;
  }
  return readAndRemove(path, remove);
}

const READ_BYTES = 512 * 1024;

async function* readAndRemove(path: string, remove: () => Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
  } finally {
    await remove();
  }
}

async function loadRows(
  writer: ConnectionPool<ClickHouseClient>,
  columnsOf: TableColumns,
  request: LoadRequest,
): Promise<void> {
  const columns = await columnsOf(request);
  await withPlainPath(request.source, async (path) => {
    const query = insertStatement(request, fileSource(path, columns));
    await writer.use(`load ${request.table}`, (client) => client.command({ query }));
  });
}

/** A name that the engine takes for a pattern would load another file, or none: such a file gets another name meanwhile. */
async function withPlainPath(source: LoadRequest["source"], task: (path: string) => Promise<void>): Promise<void> {
  const given = "path" in source ? resolve(source.path) : "";
  if (given !== "" && !isPattern(given)) return task(given);
  const path = join(tmpdir(), `spanledger-load-${randomUUID()}.rowbinary`);
  await ("bytes" in source ? writeFile(path, source.bytes, { mode: 0o600 }) : symlink(given, path));
  try {
    await task(path);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * Binds by `SET param_x` in the same call: the engine parses the values by their declared type, as a server does.
 * (The binding's own parameter call runs one query at a time over all connections of the process.)
 */
function bound({ sql, params }: Statement): string {
  const sets = Object.entries(params).map(([name, value]) => `param_${name} = ${sqlLiteral(parameterText(value))}`);
  return sets.length === 0 ? sql : `SET ${sets.join(", ")}; ${sql}`;
}
