import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

const EVERY_MS = 5_000;

/** How many ingest processes are alive, this one included, by what they said of themselves in the last half minute. */
export function createProcessCount(store: Store): { count(): number; stop(): void } {
  let count = 1;
  async function read(): Promise<void> {
    const [row] = await store.query({
      name: "ingest processes",
      lane: "control",
      sql: `SELECT uniqExact(writer) AS alive FROM ingest_status
        WHERE recorded_at >= now64(3) - INTERVAL 30 SECOND SETTINGS max_execution_time = 5`,
      schema: z.object({ alive: z.coerce.number() }),
    });
    count = Math.max(1, row?.alive ?? 1);
  }
  if (store.mode === "server") void read().catch(() => undefined);
  // An embedded database has one process.
  const timer =
    store.mode === "server" ? setInterval(() => void read().catch(() => undefined), EVERY_MS).unref() : undefined;
  return { count: () => count, stop: () => clearInterval(timer) };
}
