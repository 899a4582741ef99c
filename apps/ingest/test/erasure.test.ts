import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  appendRecord,
  findRecord,
  previewErasure,
  requestErasure,
  requestVerification,
  verifyLog,
} from "@spanledger/evidence-store";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type Evidence, openEvidence } from "../src/evidence/open-evidence.ts";
import { createLoader } from "../src/load/create-loader.ts";
import type { Loader } from "../src/load/loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import type { Spool } from "../src/spool/spool.ts";
import { erasureSpans } from "./env.ts";
import { evidenceBatchOf } from "./evidence-batch.ts";
import { aDirectory, spoolOptions } from "./spool-fixture.ts";

const PROJECT = "default";
let database: TestStore;
let data: string;
let spool: Spool;
let loader: Loader;
let evidence: Evidence;

beforeEach(async () => {
  database = await openTestStore();
  data = aDirectory();
  await open();
});

afterEach(async () => {
  await shut();
  await database.dispose();
});

async function open(): Promise<void> {
  const directory = join(data, "spool");
  spool = await createSpool(spoolOptions(directory, { segmentMaxAgeMs: 50, segmentMaxBytes: 3e7, writer: "w" }));
  const { store } = database;
  const logger = pino({ level: "silent" });
  evidence = await openEvidence({ store, spool, directory, writer: "w", logger, signEveryMs: 200 });
  loader = createLoader({ directory, spool, store, log: evidence.log });
  await evidence.start(() => loader.caughtUp());
}

async function shut(): Promise<void> {
  await evidence.stop();
  await spool.seal();
  await loader.stop(60_000);
  await evidence.close();
  await spool.close();
}

test(
  `erases one user among ${erasureSpans} records from the disk; every sum stays and the log still verifies`,
  { timeout: 120_000 + erasureSpans * 2 },
  async () => {
    const BATCH = 500;
    for (let first = 1; first <= erasureSpans; first += BATCH) {
      const calls = Array.from({ length: Math.min(BATCH, erasureSpans - first + 1) }, (_, index) => {
        const seq = first + index;
        const isSubject = seq % 997 === 0;
        const text = isSubject ? `my number is marker-4711-content` : `question ${seq}`;
        return { project: PROJECT, writer: "w", seq, user: isSubject ? "marker-4711-user" : `user-${seq % 50}`, text };
      });
      await spool.append(evidenceBatchOf(evidence.recorder, calls));
    }
    await loader.caughtUp();
    expect(grep("marker-4711")).not.toEqual([]);
    const before = await sums();
    const subject = { kind: "user", value: "marker-4711-user" } as const;
    const erased = Math.floor(erasureSpans / 997);
    const preview = await previewErasure(database.store.project(PROJECT), subject);
    expect(preview).toMatchObject({ contents: erased, spans: erased, records: erased, holds: 0 });
    const change = { requestedBy: "dpo", basis: "gdpr:17:1:b", nowMs: Date.now() };
    const id = await requestErasure(database.store, PROJECT, { subject, ...change });
    const done = await until(async () => (await erasure(id)).find(({ state }) => state === "done"));
    expect(done).toMatchObject({ contents: String(erased), spans: String(erased), records: String(erased) });
    expect(JSON.parse(done.found_after)).toEqual({ quarantined_segments: 0 });
    expect(grep("marker-4711")).toEqual([]);
    expect(await sums()).toEqual(before);
    const placed = await until(() => findRecord(database.store.project(PROJECT), id));
    const size = await signedSize(placed.index);
    const report = await verifyLog(database.store.project(PROJECT), { log: placed.log, size });
    expect(report.problems).toEqual([]);
    expect(report.contentsErased).toBe(erased * 3);
  },
);

test("an erasure that a restart interrupts goes on after it, and one that lacked its last word gets it", async () => {
  const calls = Array.from({ length: 400 }, (_, index) => ({ project: PROJECT, writer: "w", seq: index + 1 }));
  await spool.append(evidenceBatchOf(evidence.recorder, calls));
  await loader.caughtUp();
  const subject = { kind: "user", value: "u" } as const;
  const change = { requestedBy: "dpo", basis: "gdpr:17:1:b", nowMs: Date.now() };
  const id = await requestErasure(database.store, PROJECT, { subject, ...change });
  await until(async () => (await erasure(id)).find(({ state }) => state === "running"));
  const stoppingMs = Date.now();
  await evidence.stop();
  expect(Date.now() - stoppingMs).toBeLessThan(10_000);
  expect((await erasure(id)).map(({ state }) => state)).not.toContain("done");
  await shut();
  await open();
  const done = await until(async () => (await erasure(id)).find(({ state }) => state === "done"));
  expect(done).toMatchObject({ contents: "400", spans: "400", records: "400" });
  await database.store.command("ALTER TABLE erasures DELETE WHERE state = 'done' SETTINGS mutations_sync = 2");
  const healed = await until(async () => (await erasure(id)).find(({ state }) => state === "done"));
  expect(healed).toEqual(done);
});

test("rows that were changed in the database are found and named", async () => {
  const calls = Array.from({ length: 40 }, (_, index) => ({ project: PROJECT, writer: "w", seq: index + 1 }));
  await spool.append(evidenceBatchOf(evidence.recorder, calls));
  await loader.caughtUp();
  await signedSize(40);
  const mutate = (statement: string) => database.store.command(`${statement} SETTINGS mutations_sync = 2`);
  await mutate("ALTER TABLE span_content UPDATE input_messages = 'nothing' WHERE seq = 7");
  await mutate("ALTER TABLE span_content DELETE WHERE seq = 9");
  await mutate("ALTER TABLE spans UPDATE total_cost = total_cost * 2 WHERE seq = 11");
  await mutate(
    'ALTER TABLE ledger_entries UPDATE body = replaceOne(body, \'"op":"chat"\', \'"op":"other"\') WHERE seq = 13',
  );
  await mutate("ALTER TABLE ledger_entries DELETE WHERE seq = 20");
  const id = await requestVerification(database.store, PROJECT, { nowMs: Date.now(), requestedBy: "auditor" });
  const result = await until(async () => (await verification(id)).find(({ state }) => state === "failed"));
  expect(result).toMatchObject({ problem: "content_changed", bad_idx: "7" });
  const alerts = await until(async () => {
    const events = await database.store.query({
      sql: "SELECT project, source, severity, sentence FROM alert_events FINAL",
      schema: z.record(z.string(), z.string()),
    });
    return events.length > 0 ? events : undefined;
  });
  expect(alerts).toEqual([
    { project: PROJECT, source: "ledger", severity: "critical", sentence: expect.stringContaining("of #7 is not") },
  ]);
  const report = await verifyLog(database.store.project(PROJECT), { log: evidence.log.log(), size: 41 });
  expect(report.problems.map(({ index, code }) => [index, code])).toEqual([
    [7, "content_changed"],
    [9, "content_missing"],
    [11, "span_changed"],
    [13, "body_changed"],
    [20, "entry_missing"],
  ]);
});

test("an entry that was rewritten together with its body is named by the hashes beside the spool", async () => {
  const calls = Array.from({ length: 10 }, (_, index) => ({ project: PROJECT, writer: "w", seq: index + 1 }));
  await spool.append(evidenceBatchOf(evidence.recorder, calls));
  await loader.caughtUp();
  await signedSize(10);
  const change = `body = replaceOne(body, '"op":"chat"', '"op":"other"'),
    entry = concat(substring(entry, 1, 64), SHA256(replaceOne(body, '"op":"chat"', '"op":"other"')))`;
  await database.store.command(`ALTER TABLE ledger_entries UPDATE ${change} WHERE seq = 5 SETTINGS mutations_sync = 2`);
  const leaves = (from: number, to: number) => evidence.log.leaves(PROJECT, from, to);
  const reader = database.store.project(PROJECT);
  const report = await verifyLog(reader, { log: evidence.log.log(), size: 11, leaves });
  expect(report.problems.map(({ index, code }) => [index, code])).toEqual([[5, "entry_changed"]]);
  const alone = await verifyLog(reader, { log: evidence.log.log(), size: 11 });
  expect(alone.problems.map(({ code }) => code)).toEqual(["checkpoint_differs"]);
});

test("a record of a person's decision gets its place in the log", async () => {
  await spool.append(evidenceBatchOf(evidence.recorder, [{ project: PROJECT, writer: "w", seq: 1 }]));
  const { store } = database;
  const id = await appendRecord(store, PROJECT, {
    changedBy: "jane",
    nowMs: Date.now(),
    record: {
      kind: "oversight",
      sys: "app",
      d: { action: "override", target: { i: 1 }, role: "clerk" },
      content: { reviewer_ref: "jane", reviewer_note: "not her" },
    },
  });
  const { index } = await until(() => findRecord(store.project(PROJECT), id));
  const size = await signedSize(index);
  const report = await verifyLog(store.project(PROJECT), { log: evidence.log.log(), size });
  expect(report).toMatchObject({ problems: [], contentsErased: 0 });
});

/** Files of the database and of the spool that contain a text, as grep finds them. */
function grep(text: string): readonly string[] {
  const find = (folder: string): readonly string[] => {
    try {
      return execFileSync("grep", ["-rla", text, folder]).toString().trim().split("\n");
    } catch {
      return [];
    }
  };
  return [...find(database.path), ...find(data)];
}

async function sums(): Promise<unknown> {
  const tables = ["spans", "usage_hourly", "usage_daily", "tenant_usage_hourly", "tenant_usage_daily"];
  const parts = tables.map((table) => `(SELECT toString(sum(total_cost)) FROM ${table}) AS ${table}`);
  return database.store.query({ sql: `SELECT ${parts.join(", ")}`, schema: z.record(z.string(), z.string()) });
}

function erasure(id: string) {
  return database.store.query({
    sql: "SELECT state, contents, spans, records, found_after, reason FROM erasures WHERE id = {id: String}",
    params: { id },
    schema: z.record(z.string(), z.string()).transform((row) => row as Record<"state" | "found_after", string>),
  });
}

function verification(id: string) {
  return database.store.query({
    sql: "SELECT state, problem, toString(bad_idx) AS bad_idx FROM ledger_verifications WHERE id = {id: String} AND log != ''",
    params: { id },
    schema: z.object({ state: z.string(), problem: z.string(), bad_idx: z.string().nullable() }),
  });
}

async function signedSize(above: number): Promise<number> {
  return until(async () => {
    const [row] = await database.store.query({
      sql: "SELECT max(c.size) AS size FROM ledger_checkpoints AS c",
      schema: z.object({ size: z.string() }),
    });
    return Number(row?.size) > above ? Number(row?.size) : undefined;
  });
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + 100_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
