import { createApiKey, createStore, migrate } from "@spanledger/clickhouse";
import { z } from "zod";
import { createIngest } from "../src/app.ts";

// A whole ingest to be killed. Arguments: data folder, key. Prints its port. On stdin: "bill" prints calls and
// tokens as billed, "close" drains and ends it.
const [, , data = "", key = ""] = process.argv;
const store = await createStore({ path: `${data}/clickhouse` });
await migrate(store);
await createApiKey(
  store,
  { project: "default", label: "test", scope: "ingest", text: key },
  { changedBy: "test", nowMs: Date.now() },
);
const ingest = await createIngest({
  store,
  host: "127.0.0.1",
  port: 0,
  spoolDirectory: `${data}/spool`,
  logger: null,
  spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
});
process.stdout.write(`${ingest.port}\n`);
process.stdin.on("data", (text: Buffer) => void (text.toString() === "close" ? close() : printBill()));

async function close(): Promise<void> {
  await ingest.close();
  await store.close();
  process.exit(0);
}

async function printBill(): Promise<void> {
  await ingest.caughtUp();
  const [bill] = await store.query({
    sql: "SELECT sum(u.calls) AS calls, sum(u.uncached_input_tokens) AS tokens FROM usage_daily AS u",
    schema: z.object({ calls: z.coerce.number(), tokens: z.coerce.number() }),
  });
  process.stdout.write(`${JSON.stringify(bill)}\n`);
}
