import type { z } from "zod";
import type { AnswerFormat } from "./file-format.ts";

export type ParameterValue = string | number | bigint | boolean | null | readonly (string | number | bigint)[];
export type Parameters = Readonly<Record<string, ParameterValue>>;

export type Lane = "page" | "control";

export interface StoreQuery<Row> {
  /** Names the query in errors; the question it answers. */
  readonly name?: string;
  /** One SELECT with `{name: Type}` binds and a SETTINGS clause that bounds it. */
  readonly sql: string;
  readonly params?: Parameters;
  /** `control`: a short look-up (keys, settings) that never waits behind the pages' queries. Default `page`. */
  readonly lane?: Lane;
  /** Validates each row. 64-bit integers and decimals arrive as strings. */
  readonly schema: z.ZodType<Row>;
}

/** A question whose answer is a file. */
export type FileQuery = Omit<StoreQuery<unknown>, "schema" | "lane"> & { readonly format: AnswerFormat };

export type LoadSource = { readonly path: string } | { readonly bytes: Uint8Array };

export interface LoadRequest {
  readonly table: string;
  /** Column names in the order of the bytes; all columns of the table when left out. */
  readonly columns?: readonly string[];
  /** RowBinary. */
  readonly source: LoadSource;
  /** The same token never stores the same rows twice, not in the table and not in its roll-ups. */
  readonly token: string;
}

/** The same database, whether it runs inside this process or on a server. */
export interface Store {
  readonly mode: "embedded" | "server";
  /** Name of the database that holds every table. */
  readonly database: string;
  /** @throws QueryError, QueryTimeoutError, StoreUnavailableError */
  query<Row>(query: StoreQuery<Row>): Promise<Row[]>;
  /** The bytes of the answer as a file; read them to the end or return from the loop, so that what holds them is freed. */
  file(query: FileQuery): Promise<AsyncIterable<Uint8Array>>;
  /** Sees this project's rows only. */
  project(projectId: string): ProjectReader;
  command(sql: string, params?: Parameters): Promise<void>;
  /** For the small settings tables: 64-bit integers and decimals as strings. */
  insertRows(table: string, rows: readonly object[]): Promise<void>;
  loadRows(request: LoadRequest): Promise<void>;
  /** @throws StoreUnavailableError */
  ping(): Promise<void>;
  /** Waits for running statements. */
  close(): Promise<void>;
}

/** Binds {project: String} to each query and refuses one that does not ask for it. */
export interface ProjectReader {
  readonly projectId: string;
  query<Row>(query: StoreQuery<Row>): Promise<Row[]>;
  file(query: FileQuery): Promise<AsyncIterable<Uint8Array>>;
}
