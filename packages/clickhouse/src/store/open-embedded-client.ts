import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { StoreLockedError } from "../errors/store-locked-error.ts";
import { StoreUnavailableError } from "../errors/store-unavailable-error.ts";
import { UnsupportedPlatformError } from "../errors/unsupported-platform-error.ts";

/** @throws UnsupportedPlatformError, StoreLockedError, StoreUnavailableError */
export async function openEmbeddedClient(path: string, count: number): Promise<ClickHouseClient[]> {
  const { createChdbConnection } = await importEngine();
  const clients: ClickHouseClient[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      clients.push(clientOver(createChdbConnection({ path })));
    }
  } catch (cause) {
    await Promise.allSettled(clients.map((client) => client.close()));
    if (isLocked(path)) throw new StoreLockedError(path, cause);
    throw new StoreUnavailableError(`opening ${path}`, cause);
  }
  return clients;
}

async function importEngine(): Promise<typeof import("chdb/connection")> {
  try {
    return await import("chdb/connection");
  } catch (cause) {
    throw new UnsupportedPlatformError(`${process.platform}-${process.arch}`, cause);
  }
}

/** The client accepts a foreign connection at run time; its option type does not show it. */
function clientOver(connection: unknown): ClickHouseClient {
  return createClient({ connection } as unknown as Parameters<typeof createClient>[0]);
}

/** The engine writes its process id into `status` and holds a lock on that file. */
function isLocked(path: string): boolean {
  try {
    const owner = /PID: (\d+)/.exec(readFileSync(join(path, "status"), "utf8"))?.[1];
    if (owner === undefined || Number(owner) === process.pid) return false;
    process.kill(Number(owner), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
