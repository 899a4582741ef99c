/** A statement failed in the engine. `query` names it; the engine's own error is the `cause`. */
export class QueryError extends Error {
  override readonly name: string = "QueryError";
  readonly query: string;

  constructor(query: string, cause: unknown) {
    super(`The query "${query}" failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.query = query;
  }
}
