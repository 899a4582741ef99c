import { mkdirSync } from "node:fs";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { createChdbConnection } from "chdb/connection";
import { StoreLockedError } from "../errors/store-locked-error.ts";
import { StoreUnavailableError } from "../errors/store-unavailable-error.ts";
import { UnsupportedPlatformError } from "../errors/unsupported-platform-error.ts";
import { isFolderLocked } from "./is-folder-locked.ts";

/** @throws UnsupportedPlatformError, StoreLockedError, StoreUnavailableError */
export async function openEmbeddedClient(path: string, count: number): Promise<ClickHouseClient[]> {
  const engine = await importEngine();
  if (isFolderLocked(path) === "yes") throw new StoreLockedError(path, undefined);
  const clients: ClickHouseClient[] = [];
  try {
    mkdirSync(path, { recursive: true });
    for (let index = 0; index < count; index += 1) {
      clients.push(clientOver(engine.createChdbConnection({ path })));
    }
  } catch (cause) {
    await Promise.allSettled(clients.map((client) => client.close()));
    if (isFolderLocked(path) !== "no") throw new StoreLockedError(path, cause);
    throw new StoreUnavailableError(`opening ${path}`, cause);
  }
  return clients;
}

async function importEngine(): Promise<{ createChdbConnection: typeof createChdbConnection }> {
  try {
    return await import("chdb/connection");
  } catch (cause) {
    throw new UnsupportedPlatformError(`${process.platform}-${process.arch}`, cause);
  }
}

/** The client accepts a foreign connection at run time; its option type does not show it. */
function clientOver(connection: unknown): ClickHouseClient {
  const options = { connection, log: { level: ClickHouseLogLevel.OFF } };
  return createClient(options as unknown as Parameters<typeof createClient>[0]);
}
