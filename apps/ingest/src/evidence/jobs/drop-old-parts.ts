import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const DEADLINE_MS = 120_000;
const LOOK_EVERY_MS = 500;
const Left = z.object({ left: z.string().transform(Number) });

/**
 * Removes the parts that a mutation replaced from the disk: ClickHouse keeps them for eight minutes otherwise, and in
 * the embedded engine until its next start. @throws Error when they are still there after two minutes
 */
export async function dropOldParts(store: Store, tables: readonly string[], signal: AbortSignal): Promise<void> {
  for (const table of tables) await store.command(`ALTER TABLE ${table} MODIFY SETTING old_parts_lifetime = 1`);
  try {
    const deadlineMs = Date.now() + DEADLINE_MS;
    while ((await oldParts(store, tables)) > 0) {
      if (Date.now() > deadlineMs)
        throw new Error("ClickHouse keeps replaced parts on the disk; the erasure is tried again.");
      await sleep(LOOK_EVERY_MS, undefined, { signal });
      // Nothing is in that partition; the statement ends by clearing the table of old parts, which idle tables put off.
      for (const table of tables) await store.command(`ALTER TABLE ${table} DROP PARTITION ID 'none'`);
    }
  } finally {
    for (const table of tables) await store.command(`ALTER TABLE ${table} RESET SETTING old_parts_lifetime`);
  }
}

async function oldParts(store: Store, tables: readonly string[]): Promise<number> {
  const [row] = await store.query({
    name: "replaced parts",
    sql: `SELECT toString(count()) AS left FROM system.parts
      WHERE database = {database: String} AND table IN {tables: Array(String)} AND active = 0 SETTINGS max_execution_time = 10`,
    params: { database: store.database, tables: [...tables] },
    schema: Left,
  });
  return row?.left ?? 0;
}
