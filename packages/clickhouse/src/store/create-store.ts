import { createEmbeddedDriver } from "./create-embedded-driver.ts";
import { createServerDriver } from "./create-server-driver.ts";
import type { Driver } from "./driver.ts";
import { storeError } from "./store-error.ts";
import type { FileQuery, Parameters, ProjectReader, Store, StoreQuery } from "./store.ts";

export type StoreOptions = (
  | {
      /** Data folder of the embedded engine. */
      readonly path: string;
      /** Queries that run at the same time, default 4. */
      readonly readers?: number;
    }
  | {
      /** HTTP address of a ClickHouse server, with user and password if it needs them. */
      readonly url: string;
    }
) & {
  /** Default "spanledger". */
  readonly database?: string;
  /** How long a query waits for a free connection, default 15 s. */
  readonly maxWaitMs?: number;
};

/**
 * Opens the database. Embedded and server behave the same; call `migrate` before the first use.
 * @throws StoreLockedError, UnsupportedPlatformError, StoreUnavailableError
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  const database = options.database ?? "spanledger";
  if (!/^[A-Za-z_]\w*$/.test(database)) throw new RangeError(`"${database}" is not a database name`);
  const driver =
    "url" in options
      ? await createServerDriver({ url: options.url, database, requestTimeoutMs: 120_000 })
      : await createEmbeddedDriver({
          path: options.path,
          database,
          readers: options.readers ?? 4,
          maxWaitMs: options.maxWaitMs ?? 15_000,
        });
  return storeOver(driver, database);
}

function storeOver(driver: Driver, database: string): Store {
  async function query<Row>({ name, sql, params, lane, schema }: StoreQuery<Row>): Promise<Row[]> {
    const label = name ?? sql.trim().slice(0, 60);
    return attempt(label, async () => {
      const rows = await driver.select({ name: label, sql, params: params ?? {}, lane: lane ?? "page" });
      return rows.map((row) => schema.parse(row));
    });
  }
  function file({ name, sql, params, format }: FileQuery): Promise<AsyncIterable<Uint8Array>> {
    const label = name ?? sql.trim().slice(0, 60);
    return attempt(label, () => driver.selectFile({ name: label, sql, params: params ?? {}, lane: "page" }, format));
  }
  async function command(sql: string, params: Parameters = {}): Promise<void> {
    const name = sql.trim().slice(0, 60);
    await attempt(name, () => driver.command({ name, sql, params, lane: "control" }));
  }
  return {
    mode: driver.mode,
    database,
    query,
    file,
    project: (projectId) => projectReader(projectId, { query, file }),
    command,
    async insertRows(table, rows) {
      if (rows.length > 0) await attempt(`insert ${table}`, () => driver.insertRows(table, rows));
    },
    loadRows: (request) => attempt(`load ${request.table}`, () => driver.loadRows(request)),
    ping: () => attempt("ping", () => driver.ping()),
    close: () => driver.close(),
  };
}

function projectReader(projectId: string, store: Pick<Store, "query" | "file">): ProjectReader {
  function scoped<Asked extends Omit<FileQuery, "format">>(asked: Asked): Asked {
    if (!asked.sql.includes("{project: String}")) {
      throw new Error(`The query "${asked.name ?? asked.sql.slice(0, 60)}" does not filter by {project: String}`);
    }
    return { ...asked, params: { ...asked.params, project: projectId } };
  }
  return {
    projectId,
    query: async (asked) => store.query(scoped(asked)),
    file: async (asked) => store.file(scoped(asked)),
  };
}

async function attempt<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw storeError(name, error);
  }
}
