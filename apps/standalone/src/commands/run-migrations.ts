import type { StandaloneEnv } from "../env.ts";
import { openStore } from "../open-store.ts";

/** `spanledger migrate`: brings the database to this version and says what it did. */
export async function runMigrations(env: StandaloneEnv): Promise<void> {
  const { store, migrated } = await openStore(env);
  await store.close();
  process.stdout.write(migrated.length === 0 ? "The database is up to date.\n" : `Applied ${migrated.join(", ")}.\n`);
}
