import { appendFileSync } from "node:fs";
import { createStore, migrate, type Store } from "@spanledger/clickhouse";
import { parseCheckpoint, parseNote } from "@spanledger/ledger";
import { pino } from "pino";
import { openEvidence } from "../src/evidence/open-evidence.ts";
import type { LogWriter } from "../src/evidence/log-writer.ts";
import { createLoader } from "../src/load/create-loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import type { Spool } from "../src/spool/spool.ts";
import { evidenceBatch } from "./evidence-batch.ts";
import { spoolOptions } from "./spool-fixture.ts";

// A writer of the evidence log to be killed. Arguments: data folder, name of the run, the step at which it kills itself
// ("drain" loads what is left and ends), and at which occurrence of the step.
const [, , data = "", writer = "w", step = "", nth = "1"] = process.argv;
let occurrences = 0;

function reach(reached: string): void {
  if (reached !== step) return;
  occurrences += 1;
  if (occurrences >= Number(nth)) process.kill(process.pid, "SIGKILL");
}

const store = await createStore({ path: `${data}/clickhouse` });
await migrate(store);
const directory = `${data}/spool`;
const spool = await createSpool(spoolOptions(directory, { writer, segmentMaxAgeMs: 20, commitDelayMs: 1 }));
const evidence = await openEvidence({
  store: watched(store),
  spool,
  directory,
  writer,
  logger: pino({ level: "silent" }),
  signEveryMs: 50,
});
const loader = createLoader({ directory, spool: releasing(spool), store: watched(store), log: stepping(evidence.log) });
await evidence.start();
process.stdout.write("ready\n");
if (step !== "drain") for (let seq = 1; ; seq += 2) await Promise.all([append("one", seq), append("two", seq + 1)]);
await evidence.stop();
await spool.seal();
await loader.stop(60_000);
await evidence.close();
await spool.close();
await store.close();
process.exit(0);

async function append(project: string, seq: number): Promise<void> {
  await spool.append(evidenceBatch(evidence.recorder, { project, writer, seq }));
}

/** Notes what was signed before it is stored: a process that dies in between has signed it all the same. */
function watched(real: Store): Store {
  return {
    ...real,
    async command(sql, params) {
      if (!sql.includes("INSERT INTO ledger_checkpoints")) return real.command(sql, params);
      for (const line of String(params?.["rows"]).split("\n")) {
        const { note } = JSON.parse(line) as { note: string };
        const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
        const root = Buffer.from(checkpoint?.root ?? []).toString("hex");
        appendFileSync(`${data}/signed.log`, `${checkpoint?.origin} ${checkpoint?.size} ${root}\n`);
      }
      reach("after-head");
      await real.command(sql, params);
      reach("after-sign");
    },
    async loadRows(request) {
      if (request.table === "ledger_entries") reach("before-rows");
      await real.loadRows(request);
      if (request.table === "ledger_entries") reach("after-rows");
    },
  };
}

function stepping(real: LogWriter): LogWriter {
  return {
    ...bound(real),
    async prepare(segment, parsed) {
      const prepared = await real.prepare(segment, parsed);
      if (prepared === null) return null;
      return {
        ...prepared,
        seal: () => {
          reach("after-leaves");
          return prepared.seal();
        },
      };
    },
  };
}

function bound(real: LogWriter): LogWriter {
  return {
    log: () => real.log(),
    sizes: () => real.sizes(),
    leaves: (project, from, to) => real.leaves(project, from, to),
    prepare: (segment, parsed) => real.prepare(segment, parsed),
    controls: (event) => real.controls(event),
    stops: (projects) => real.stops(projects),
    sign: (which) => real.sign(which),
  };
}

function releasing(real: Spool): Spool {
  return {
    append: (batch) => real.append(batch),
    refusal: () => real.refusal(),
    take: () => real.take(),
    release: (segment) => {
      reach("before-release");
      return real.release(segment);
    },
    quarantine: (segment, detail) => real.quarantine(segment, detail),
    seal: () => real.seal(),
    stats: () => real.stats(),
    close: () => real.close(),
  };
}
