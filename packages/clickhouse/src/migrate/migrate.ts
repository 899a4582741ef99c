import { z } from "zod";
import { DatabaseTooNewError } from "../errors/database-too-new-error.ts";
import type { Store } from "../store/store.ts";
import { type Migration, type MigrationVariables, readMigrations } from "./read-migrations.ts";

export interface MigrateOptions extends MigrationVariables {
  /** Folder of the SQL files; needed when this code is bundled away from the source tree. */
  readonly directory?: string;
}

const AppliedRow = z.object({ number: z.coerce.number() });

/**
 * Brings the database to the version of this code and returns the names of the files applied. Forward only; each
 * statement can run twice, so that a start that died half-way is completed by the next.
 * @throws DatabaseTooNewError
 */
export async function migrate(store: Store, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.directory, options);
  const applied = await appliedNumbers(store, options);
  const known = Math.max(0, ...migrations.map((migration) => migration.number));
  const found = Math.max(0, ...applied);
  if (found > known) throw new DatabaseTooNewError(found, known);
  const missing = migrations.filter((migration) => !applied.has(migration.number));
  for (const migration of missing) await apply(store, migration);
  return missing.map((migration) => migration.name);
}

async function appliedNumbers(store: Store, { engine = "", cluster = "" }: MigrationVariables): Promise<Set<number>> {
  const onCluster = cluster === "" ? "" : `ON CLUSTER ${cluster}`;
  await store.command(`CREATE DATABASE IF NOT EXISTS ${store.database} ${onCluster}`);
  await store.command(`CREATE TABLE IF NOT EXISTS schema_migrations ${onCluster} (
    number UInt32, name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = ${engine}MergeTree ORDER BY number`);
  const rows = await store.query({
    name: "applied migrations",
    sql: "SELECT number FROM schema_migrations SETTINGS max_execution_time = 30",
    schema: AppliedRow,
  });
  return new Set(rows.map((row) => row.number));
}

async function apply(store: Store, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await store.command(statement);
  await store.insertRows("schema_migrations", [{ number: migration.number, name: migration.name }]);
}
