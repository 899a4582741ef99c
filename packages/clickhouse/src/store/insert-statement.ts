import { sqlLiteral } from "./sql-literal.ts";
import type { LoadRequest } from "./store.ts";

/** How the rows reach the engine: after `INSERT INTO table (columns)`, and after the settings. */
export interface InsertSource {
  readonly from: string;
  readonly format: string;
}

/**
 * The same bytes must become the same blocks on every try, else the token would not match: one thread and fixed block
 * sizes. The views take part in the check, so a try that died between table and view is completed by the next.
 */
export function insertStatement(request: Omit<LoadRequest, "source">, { from, format }: InsertSource): string {
  const settings = [
    `insert_deduplication_token = ${sqlLiteral(request.token)}`,
    "deduplicate_blocks_in_dependent_materialized_views = 1",
    "insert_deduplicate = 1",
    "async_insert = 0",
    "max_insert_threads = 1",
    "max_insert_block_size = 1048449",
    "min_insert_block_size_rows = 1048449",
    "min_insert_block_size_bytes = 268402944",
    "max_partitions_per_insert_block = 0",
  ].join(", ");
  const columns = request.columns === undefined ? "" : ` (${request.columns.join(", ")})`;
  return `INSERT INTO ${request.table}${columns} ${from}SETTINGS ${settings}${format}`;
}
