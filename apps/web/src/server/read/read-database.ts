import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const TableSize = z.object({ table: z.string(), rows: z.coerce.number(), bytes: z.coerce.number() });

export interface DatabaseFacts {
  /** The engine's own, e.g. 26.7.1. */
  readonly version: string;
  /** On disk, compressed, the largest first. */
  readonly tables: readonly z.infer<typeof TableSize>[];
}

export async function readDatabase(store: Store): Promise<DatabaseFacts> {
  const [versions, tables] = await Promise.all([
    store.query({
      name: "engine version",
      sql: "SELECT version() AS version SETTINGS max_execution_time = 5",
      schema: z.object({ version: z.string() }),
    }),
    store.query({
      name: "table sizes",
      sql: `SELECT p.table AS table, sum(p.rows) AS rows, sum(p.bytes_on_disk) AS bytes
FROM system.parts AS p
WHERE p.database = {database: String} AND p.active
GROUP BY table ORDER BY bytes DESC LIMIT 50
SETTINGS max_execution_time = 5, max_memory_usage = 500000000`,
      params: { database: store.database },
      schema: TableSize,
    }),
  ]);
  return { version: versions[0]?.version ?? "", tables };
}
