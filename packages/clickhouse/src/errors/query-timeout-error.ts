import { QueryError } from "./query-error.ts";

/** A query ran into its time limit, or waited too long for a free connection. A shorter time range helps. */
export class QueryTimeoutError extends QueryError {
  override readonly name = "QueryTimeoutError";
}
