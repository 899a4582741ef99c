import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

/** Says whether settings changed: another text after each change of budgets, rates or projects. */
export async function readStamp(store: Store, tables: readonly string[]): Promise<string> {
  const parts = tables.map(
    (table) => `SELECT '${table}' AS name, count() AS n, max(v.version) AS newest FROM ${table} AS v`,
  );
  const rows = await store.query({
    name: "settings stamp",
    lane: "control",
    sql: `SELECT * FROM (${parts.join(" UNION ALL ")}) ORDER BY name SETTINGS max_execution_time = 5`,
    schema: z.object({ name: z.string(), n: z.string(), newest: z.string() }),
  });
  return JSON.stringify(rows);
}
