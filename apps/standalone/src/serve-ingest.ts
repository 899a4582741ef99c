import type { Store } from "@spanledger/clickhouse";
import { createIngest, type Ingest, readIngestEnv } from "@spanledger/ingest";
import { type Address, portError } from "./listen.ts";
import { StartError } from "./start-error.ts";

/**
 * Receives OTLP on the given address, with the ingest's own settings from the environment.
 * @throws StartError
 */
export async function serveIngest(
  store: Store,
  address: Address & { readonly localUrl: string | null },
): Promise<Ingest> {
  try {
    const { host, port, localUrl } = address;
    const links = localUrl === null ? {} : { publicUrl: localUrl };
    return await createIngest({ ...links, ...readIngestEnv(), store, host, port });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "SpoolLockedError") throw new StartError(error.message, { cause: error });
    throw portError(error, address);
  }
}
