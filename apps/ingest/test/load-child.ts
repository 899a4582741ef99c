import { createStore, migrate } from "@spanledger/clickhouse";
import { createLoader } from "../src/load/create-loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import { aBatch, spoolOptions } from "./spool-fixture.ts";

// A process to be killed: appends numbered spans without end and prints each range once it is acknowledged.
// Arguments: data folder, first number, name of the run, "drain" to load what is left and end.
const [, , data = "", first = "1", writer = "w", mode = ""] = process.argv;
const WORKERS = 4;
const SPANS = 25;

const store = await createStore({ path: `${data}/clickhouse` });
await migrate(store);
const directory = `${data}/spool`;
const spool = await createSpool(spoolOptions(directory, { writer, segmentMaxAgeMs: 20, commitDelayMs: 1 }));
const loader = createLoader({ directory, spool, store });
process.stdout.write("ready\n");
if (mode === "drain") {
  await spool.seal();
  await loader.stop(60_000);
  await spool.close();
  await store.close();
  process.exit(0);
}
let next = Number(first);
await Promise.all(Array.from({ length: WORKERS }, () => appendForEver()));

async function appendForEver(): Promise<never> {
  for (;;) {
    const from = next;
    next += SPANS;
    await spool.append(aBatch(from, SPANS));
    process.stdout.write(`${from} ${SPANS}\n`);
  }
}
