import type { ClickHouseClient } from "@clickhouse/client";
import { z } from "zod";
import type { ConnectionPool } from "./connection-pool.ts";
import type { FileColumn } from "./file-source.ts";
import { sqlLiteral } from "./sql-literal.ts";
import type { LoadRequest } from "./store.ts";

/** The columns of a load with their types, in the order of its bytes. */
export type TableColumns = (request: Pick<LoadRequest, "table" | "columns">) => Promise<readonly FileColumn[]>;

const ColumnRow = z.object({ name: z.string(), type: z.string() });

/** Remembers the columns of each table, and looks again when a load names one that is not known. */
export function createTableColumns(pool: ConnectionPool<ClickHouseClient>): TableColumns {
  const known = new Map<string, readonly FileColumn[]>();

  async function read(table: string): Promise<readonly FileColumn[]> {
    const query = `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${sqlLiteral(table)}
      AND default_kind NOT IN ('MATERIALIZED', 'ALIAS') ORDER BY position SETTINGS max_execution_time = 30`;
    const columns = await pool.use(`columns of ${table}`, async (client) => {
      const result = await client.query({ query, format: "JSONEachRow" });
      return z.array(ColumnRow).parse(await result.json<unknown>());
    });
    known.set(table, columns);
    return columns;
  }

  return async ({ table, columns: names }) => {
    const remembered = known.get(table);
    if (remembered !== undefined && names !== undefined) {
      const found = pick(remembered, names);
      if (found !== null) return found;
    }
    const columns = await read(table);
    if (names === undefined) return columns;
    // A column that the table does not have makes the engine name it.
    return pick(columns, names) ?? names.map((name) => ({ name, type: "String" }));
  };
}

function pick(columns: readonly FileColumn[], names: readonly string[]): readonly FileColumn[] | null {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const found = names.map((name) => byName.get(name));
  return found.every((column) => column !== undefined) ? found : null;
}
