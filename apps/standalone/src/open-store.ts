import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createStore, migrate, type Store } from "@spanledger/clickhouse";
import type { StandaloneEnv } from "./env.ts";
import { findFolderOwner } from "./find-folder-owner.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { StartError } from "./start-error.ts";

// The same depth from src/ and from the bundle in dist/.
const MIGRATIONS = fileURLToPath(new URL("../../../clickhouse/migrations", import.meta.url));
/** What the store throws when the user can do something about it; its messages are whole sentences. */
const KNOWN_ERRORS = ["StoreLockedError", "UnsupportedPlatformError", "StoreUnavailableError", "DatabaseTooNewError"];

export interface OpenStore {
  readonly store: Store;
  /** Names of the migrations that were applied now. */
  readonly migrated: readonly string[];
}

/**
 * Opens the embedded engine in the data folder, or the server that is configured, and brings it to this version.
 * @throws StartError
 */
export async function openStore(env: StandaloneEnv): Promise<OpenStore> {
  await prepareFolder(env.SPANLEDGER_DATA_DIR);
  const url = env.SPANLEDGER_CLICKHOUSE_URL;
  const path = join(env.SPANLEDGER_DATA_DIR, "clickhouse");
  const owner = url === undefined ? await findFolderOwner(path) : null;
  if (owner !== null) throw new StartError(inUse(env.SPANLEDGER_DATA_DIR, owner));
  try {
    const store = await createStore(url === undefined ? { path } : { url });
    return { store, migrated: await migrateOrClose(store) };
  } catch (error) {
    if (error instanceof Error && KNOWN_ERRORS.includes(error.name))
      throw new StartError(error.message, { cause: error });
    throw error;
  }
}

async function migrateOrClose(store: Store): Promise<readonly string[]> {
  try {
    return await migrate(store, { directory: MIGRATIONS });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function inUse(dataDir: string, pid: number): string {
  return `The data folder ${dataDir} is in use by process ${pid}: stop that one, or choose another with --data-dir=<folder>.`;
}
