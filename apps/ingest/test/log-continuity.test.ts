import { randomBytes } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeExport } from "@spanledger/evidence";
import { exportLogs, newId, verifyLog } from "@spanledger/evidence-store";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { createSigner, formatSigningKey, openNote, parseVkey } from "@spanledger/ledger";
import { verifyExport } from "@spanledger/verify";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openEvidence } from "../src/evidence/open-evidence.ts";
import { createLoader } from "../src/load/create-loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import { QUARANTINE_FOLDER } from "../src/spool/find-segments.ts";
import { FILE_MAGIC, SEGMENT_SUFFIX } from "../src/spool/segment-format.ts";
import { evidenceBatch } from "./evidence-batch.ts";
import { aBatch, aDirectory, spoolOptions } from "./spool-fixture.ts";

const PROJECT = "default";
/** When the calls of `evidenceBatch` started. */
const SPAN_MS = 1_795_262_400_000;
let database: TestStore;
let directory: string;

beforeEach(async () => {
  database = await openTestStore();
  directory = join(aDirectory(), "spool");
});

afterEach(() => database.dispose());

test("a spool folder that was put back from a copy begins a new log that names the last checkpoint", async () => {
  const first = await run("w1");
  const copy = aDirectory();
  cpSync(directory, copy, { recursive: true });
  expect(await run("w2")).toBe(first);
  const [last] = await rows("SELECT note FROM ledger_checkpoints AS c ORDER BY c.size DESC LIMIT 1");
  rmSync(directory, { recursive: true });
  cpSync(copy, directory, { recursive: true });
  const second = await run("w3");
  expect(second).not.toBe(first);
  const genesis = await rows(`SELECT JSONExtractString(body, 'd', 'predecessor') FROM ledger_entries AS e
    WHERE log = '${second}' AND e.idx = 0`);
  expect(Buffer.from(genesis[0]?.[0] ?? "", "base64").toString()).toBe(last?.[0]);
  for (const log of [first, second]) expect(await problemsOf(log)).toEqual([]);
  expect(await rows("SELECT count(), uniqExact(writer) FROM spans")).toEqual([["3", "3"]]);
});

test("a new key takes over by a record of the log, and both sign while it is under way", async () => {
  const log = await run("w1");
  const path = join(directory, "ledger", "signing.key");
  writeFileSync(path, `${randomBytes(32).toString("base64")}\n${readFileSync(path, "utf8")}`);
  expect(await run("w2")).toBe(log);
  expect(await problemsOf(log)).toEqual([]);
  const keys = await rows("SELECT vkey, reason FROM ledger_keys ORDER BY created_at");
  expect(keys.map(([, reason]) => reason)).toEqual(["genesis", "rotation"]);
  const [newest] = await rows("SELECT note FROM ledger_checkpoints AS c ORDER BY c.size DESC LIMIT 1");
  for (const [vkey = ""] of keys) {
    const trusted = parseVkey(vkey);
    expect(openNote(newest?.[0] ?? "", trusted === undefined ? [] : [trusted]).status).toBe("open");
  }
  expect(await rows("SELECT count() FROM ledger_entries WHERE body LIKE '%key_rotation%'")).toEqual([["1"]]);
  expect(await verdictOfExport()).toBe("pass");
});

test("a segment that a version without the evidence log has left is loaded", async () => {
  const old = await createSpool(spoolOptions(directory, { writer: "old" }));
  await old.append(aBatch(1, 5));
  await old.seal();
  await old.close();
  const names = readdirSync(directory).filter((name) => name.endsWith(SEGMENT_SUFFIX));
  expect(names).toHaveLength(1);
  const path = join(directory, names[0] ?? "");
  const bytes = readFileSync(path);
  bytes.writeUInt32LE(1, FILE_MAGIC.length);
  writeFileSync(path, bytes);
  const log = await run("w1");
  expect(await rows("SELECT writer, count() FROM spans GROUP BY writer ORDER BY writer")).toEqual([
    ["w", "5"],
    ["w1", "1"],
  ]);
  expect(await rows("SELECT count() FROM ledger_entries WHERE kind = 'observation'")).toEqual([["1"]]);
  expect(await problemsOf(log)).toEqual([]);
  expect(readdirSync(join(directory, QUARANTINE_FOLDER))).toEqual([]);
});

/** A process that records one call and ends in order; gives the name of its log. */
async function run(writer: string): Promise<string> {
  const { store } = database;
  const spool = await createSpool(spoolOptions(directory, { segmentMaxAgeMs: 20, writer }));
  const logger = pino({ level: "silent" });
  const evidence = await openEvidence({ store, spool, directory, writer, logger, signEveryMs: 50 });
  const loader = createLoader({ directory, spool, store, log: evidence.log });
  await evidence.start();
  await spool.append(evidenceBatch(evidence.recorder, { project: PROJECT, writer, seq: 1 }));
  await loader.caughtUp();
  await evidence.stop();
  await spool.seal();
  await loader.stop(30_000);
  await evidence.close();
  await spool.close();
  return evidence.log.log();
}

/** What an auditor's verifier says of an export that trusts the first key of the log only. */
async function verdictOfExport(): Promise<string> {
  const nowMs = Date.now();
  const range = { fromUs: (SPAN_MS - 86_400_000) * 1_000, toUs: (SPAN_MS + 86_400_000) * 1_000 };
  const logs = await exportLogs(database.store.project(PROJECT), { system: "app", ...range });
  const made = formatSigningKey("spanledger.local/export", randomBytes(32));
  const exportId = newId(nowMs);
  const directory = aDirectory();
  const path = join(directory, "export.zip");
  const words = { project: PROJECT, system: "app", role: "deployer", purpose: "audit", requestedBy: "admin" } as const;
  await writeExport({
    request: { exportId, ...words, redaction: "full", ...range, latenessUs: 0 },
    logs,
    signer: createSigner(made.secret),
    directory,
    path,
    nowMs,
    generator: { name: "spanledger", version: "0", commit: "unknown" },
    exportsBefore: 0,
    holds: [],
    oldestLoggedUs: range.fromUs,
    policyDays: null,
    scopeNames: new Map(),
    settingChanges: [],
  });
  const [first] = await rows("SELECT vkey FROM ledger_keys WHERE reason = 'genesis'");
  const trusted = [made.vkey, first?.[0] ?? ""].flatMap((vkey) => parseVkey(vkey) ?? []);
  return (await verifyExport({ path, trusted, witnesses: [], since: [], proofs: [] })).verdict;
}

async function problemsOf(log: string) {
  const [size] = await rows(`SELECT max(c.size) FROM ledger_checkpoints AS c WHERE log = '${log}'`);
  const report = await verifyLog(database.store.project(PROJECT), { log, size: Number(size?.[0]) });
  expect(report.checked).toBeGreaterThan(2);
  return report.problems;
}

async function rows(sql: string): Promise<string[][]> {
  const found = await database.store.query({ sql, schema: z.record(z.string(), z.unknown()) });
  return found.map((row) => Object.values(row).map(String));
}
