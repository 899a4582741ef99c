import { setTimeout as sleep } from "node:timers/promises";
import { createStore, migrate, type Store } from "@spanledger/clickhouse";
import { pino } from "pino";
import { createIngest } from "./app.ts";
import { readIngestEnv } from "./env.ts";

// The ingest alone, in front of a ClickHouse server: env -> store -> migrate -> ingest -> serve.
const RETRY_MS = 2_000;

const env = readIngestEnv();
if (env.clickhouseUrl === undefined)
  throw new Error(
    "SPANLEDGER_CLICKHOUSE_URL is missing: an ingest that runs alone needs a ClickHouse server. For the embedded one use `npm start`.",
  );
const logger = pino({ level: env.logLevel }, pino.destination(2));
const store = await openStore(env.clickhouseUrl);
const ingest = await createIngest({ ...env, store, logger });
logger.info({ host: env.host, port: ingest.port }, "taking OTLP/HTTP");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void ingest
      .close()
      .then(() => store.close())
      .then(() => process.exit(0));
  });
}

/** A server that starts later than this process is waited for. */
async function openStore(url: string): Promise<Store> {
  for (;;) {
    const opened = await createStore({ url });
    try {
      await migrate(opened);
      return opened;
    } catch (error) {
      await opened.close();
      if (!(error instanceof Error) || error.name !== "StoreUnavailableError") throw error;
      logger.warn({ err: error }, "waiting for ClickHouse");
      await sleep(RETRY_MS);
    }
  }
}
