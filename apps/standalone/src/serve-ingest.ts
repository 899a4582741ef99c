import type { Store } from "@spanledger/clickhouse";
import type { Address } from "./listen.ts";
export interface IngestAddress extends Address { readonly dataDir: string }
export async function serveIngest(_store: Store, address: IngestAddress): Promise<{ port: number; close(): Promise<void> }> {
  return { port: address.port, close: async () => {} };
}
