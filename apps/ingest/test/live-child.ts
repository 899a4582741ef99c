import { createStore } from "@spanledger/clickhouse";
import { createIngest } from "../src/app.ts";

// One of several ingests in front of a database server. Arguments: its address, spool folder. Prints its port.
const [, , url = "", spoolDirectory = ""] = process.argv;
const store = await createStore({ url });
const ingest = await createIngest({
  store,
  host: "127.0.0.1",
  port: 0,
  spoolDirectory,
  logger: null,
  allowPrivateTargets: ["127.0.0.0/8"],
  spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
});
process.stdout.write(`${ingest.port}\n`);
process.stdin.on("data", () => {
  void ingest
    .close()
    .then(() => store.close())
    .then(() => process.exit(0));
});
