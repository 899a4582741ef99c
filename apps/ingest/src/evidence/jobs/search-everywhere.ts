import type { Store } from "@spanledger/clickhouse";
import type { SubjectKind } from "@spanledger/evidence-store";
import { z } from "zod";

const Column = z.object({ table: z.string(), column: z.string(), type: z.string() });
const Found = z.object({ found: z.string().transform(Number) });
/** The tenant is a party of the contract: its name stays on the bill. */
const REGISTER = ["erasures", "erasure_subjects", "holds"];

/**
 * Counts the rows of every table of the database in which a text of this project still contains the value, whatever the
 * table is. Tables where it is nowhere are left out.
 */
export async function searchEverywhere(
  store: Store,
  { project, value, kind }: { readonly project: string; readonly value: string; readonly kind: SubjectKind },
): Promise<Readonly<Record<string, number>>> {
  if (kind === "tenant" || kind === "trace") return {};
  const columns = await store.query({
    name: "text columns",
    sql: `SELECT c.table AS table, c.name AS column, c.type AS type FROM system.columns AS c
      INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
      WHERE c.database = {database: String} AND t.engine LIKE '%MergeTree'
        AND c.table IN (SELECT table FROM system.columns WHERE database = {database: String} AND name = 'project')
        AND (c.type LIKE '%String%') AND c.type NOT LIKE '%FixedString%' AND c.type NOT LIKE '%AggregateFunction%' AND c.name != 'project'
      SETTINGS max_execution_time = 10`,
    params: { database: store.database },
    schema: Column,
  });
  const tables = new Map<string, string[]>();
  for (const { table, column, type } of columns) {
    if (REGISTER.includes(table)) continue;
    const text = type.startsWith("Map") || type.startsWith("Array") ? `toString(${column})` : `ifNull(${column}, '')`;
    tables.set(table, [...(tables.get(table) ?? []), `position(${text}, {value: String}) > 0`]);
  }
  const found: Record<string, number> = {};
  for (const [table, conditions] of tables) {
    const [row] = await store.project(project).query({
      name: `search ${table}`,
      sql: `SELECT toString(count()) AS found FROM ${table} WHERE project = {project: String} AND (${conditions.join(" OR ")})
        SETTINGS max_execution_time = 600, max_memory_usage = 4000000000`,
      params: { value },
      schema: Found,
    });
    if (row !== undefined && row.found > 0) found[table] = row.found;
  }
  return found;
}
