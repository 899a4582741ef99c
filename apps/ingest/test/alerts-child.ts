import {
  budgets,
  channels,
  channelSecrets,
  createApiKey,
  createStore,
  listDeliveries,
  migrate,
} from "@spanledger/clickhouse";
import { createIngest } from "../src/app.ts";

// A whole ingest with a budget and channels, to be killed. Arguments: data folder, key, JSON of { budget, channels }.
// Prints its port. On stdin: "log" prints the delivery log, "close" drains and ends it.
const [, , data = "", key = "", given = "{}"] = process.argv;
const settings = JSON.parse(given) as {
  budget: { name: string };
  channels: { id: string; secret: string; definition: { name: string } }[];
};
const change = { changedBy: "test", nowMs: Date.now() };
const store = await createStore({ path: `${data}/clickhouse` });
await migrate(store);
await createApiKey(store, { project: "default", label: "test", scope: "ingest", text: key }, change);
if ((await channels(store).list({})).length === 0) await saveSettings();
const ingest = await createIngest({
  store,
  host: "127.0.0.1",
  port: 0,
  spoolDirectory: `${data}/spool`,
  logger: null,
  publicUrl: "https://ai.example.org",
  allowPrivateTargets: ["127.0.0.0/8"],
  spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
});
process.stdout.write(`${ingest.port}\n`);
process.stdin.on("data", (text: Buffer) => void (text.toString() === "close" ? close() : printLog()));

async function saveSettings(): Promise<void> {
  for (const { id, secret, definition } of settings.channels) {
    const record = { id, project: "default", name: definition.name, definition: JSON.stringify(definition) };
    await channels(store).put(record, change);
    await channelSecrets(store).put({ project: "default", channel: id, secret }, change.nowMs);
  }
  const { budget } = settings;
  const definition = JSON.stringify(budget);
  await budgets(store).put({ id: "b1", project: "default", name: budget.name, definition }, change);
}

async function close(): Promise<void> {
  await ingest.close();
  await store.close();
  process.exit(0);
}

async function printLog(): Promise<void> {
  process.stdout.write(`${JSON.stringify(await listDeliveries(store.project("default"), {}))}\n`);
}
