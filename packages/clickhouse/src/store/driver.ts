import type { AnswerFormat } from "./file-format.ts";
import type { Lane, LoadRequest, Parameters } from "./store.ts";

export interface Statement {
  /** Names the statement in errors. */
  readonly name: string;
  readonly sql: string;
  readonly params: Parameters;
  readonly lane: Lane;
}

/** What differs between the embedded engine and a server. Throws the engine's raw errors but for its own typed ones. */
export interface Driver {
  readonly mode: "embedded" | "server";
  select(statement: Statement): Promise<unknown[]>;
  /** The answer as a file, piece by piece. Ends in an error when the rest cannot be read. */
  selectFile(statement: Statement, format: AnswerFormat): Promise<AsyncIterable<Uint8Array>>;
  command(statement: Statement): Promise<void>;
  insertRows(table: string, rows: readonly object[]): Promise<void>;
  loadRows(request: LoadRequest): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
