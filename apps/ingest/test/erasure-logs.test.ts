import { join } from "node:path";
import { requestErasure, verifyLog } from "@spanledger/evidence-store";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type Evidence, openEvidence } from "../src/evidence/open-evidence.ts";
import { createLoader } from "../src/load/create-loader.ts";
import type { Loader } from "../src/load/loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import type { Spool } from "../src/spool/spool.ts";
import { evidenceBatchOf } from "./evidence-batch.ts";
import { aDirectory, spoolOptions } from "./spool-fixture.ts";

const PROJECT = "default";

interface Replica {
  readonly spool: Spool;
  readonly loader: Loader;
  readonly evidence: Evidence;
}

let database: TestStore;
let replicas: readonly Replica[];

beforeEach(async () => {
  database = await openTestStore();
  replicas = [await open("w1"), await open("w2")];
});

afterEach(async () => {
  for (const { spool, loader, evidence } of replicas) {
    await evidence.stop();
    await spool.seal();
    await loader.stop(60_000);
    await evidence.close();
    await spool.close();
  }
  await database.dispose();
});

/** Two spool folders over one database, as two replicas have them; a server would lend the jobs to one of them. */
async function open(writer: string): Promise<Replica> {
  const directory = join(aDirectory(), "spool");
  const store = { ...database.store, mode: "server" as const };
  const spool = await createSpool(spoolOptions(directory, { segmentMaxAgeMs: 50, segmentMaxBytes: 3e7, writer }));
  const logger = pino({ level: "silent" });
  const evidence = await openEvidence({ store, spool, directory, writer, logger, signEveryMs: 200 });
  const loader = createLoader({ directory, spool, store, log: evidence.log });
  await evidence.start(() => loader.caughtUp());
  return { spool, loader, evidence };
}

test("an erasure is logged in every log that has records of the subject, and all of them verify", async () => {
  for (const [at, { spool, loader, evidence }] of replicas.entries()) {
    const calls = Array.from({ length: 40 }, (_, index) => ({
      project: PROJECT,
      writer: `w${at + 1}`,
      seq: index + 1,
      user: index % 4 === 0 ? "anna" : "ben",
    }));
    await spool.append(evidenceBatchOf(evidence.recorder, calls));
    await loader.caughtUp();
  }
  const subject = { kind: "user", value: "anna" } as const;
  const asked = { subject, basis: "gdpr:17:1:b", requestedBy: "dpo", nowMs: Date.now() };
  const id = await requestErasure(database.store, PROJECT, asked);
  const records = await until(async () => {
    const found = await database.store.query({
      sql: `SELECT log, toString(idx) AS idx, JSONExtractUInt(body, 'd', 'count') AS count FROM ledger_entries AS e
        WHERE kind = 'erasure' AND JSONExtractString(body, 'd', 'req') = {id: String} ORDER BY log`,
      params: { id },
      schema: z.object({ log: z.string(), idx: z.string().transform(Number), count: z.coerce.number() }),
    });
    return found.length === 2 ? found : undefined;
  });
  expect(records.map(({ log }) => log)).toEqual(replicas.map(({ evidence }) => evidence.log.log()).sort());
  expect(records.map(({ count }) => count)).toEqual([10, 10]);
  for (const { log, idx } of records) {
    const report = await verifyLog(database.store.project(PROJECT), { log, size: idx + 1 });
    expect(report.problems).toEqual([]);
    expect(report.contentsErased).toBe(30);
  }
});

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + 100_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
