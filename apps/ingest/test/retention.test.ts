import { join } from "node:path";
import { findRecord, placeHold, releaseHold, requestErasure, verifyLog } from "@spanledger/evidence-store";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { runRetention } from "../src/evidence/jobs/run-retention.ts";
import { type Evidence, openEvidence } from "../src/evidence/open-evidence.ts";
import { createLoader } from "../src/load/create-loader.ts";
import type { Loader } from "../src/load/loader.ts";
import { createSpool } from "../src/spool/create-spool.ts";
import type { Spool } from "../src/spool/spool.ts";
import { evidenceBatchOf } from "./evidence-batch.ts";
import { aDirectory, spoolOptions } from "./spool-fixture.ts";

const PROJECT = "default";
const DAY_MS = 86_400_000;
/** So many days that nothing expires by the clock of the machine, only by the one that the test hands in. */
const DAYS = 20_000;
const EXPIRED_MS = 1_795_262_400_000 + (DAYS + 1) * DAY_MS;

let database: TestStore;
let spool: Spool;
let loader: Loader;
let evidence: Evidence;

beforeEach(async () => {
  database = await openTestStore();
  const { store } = database;
  const directory = join(aDirectory(), "spool");
  spool = await createSpool(spoolOptions(directory, { segmentMaxAgeMs: 50, writer: "w" }));
  const logger = pino({ level: "silent" });
  evidence = await openEvidence({ store, spool, directory, writer: "w", logger, signEveryMs: 200 });
  loader = createLoader({ directory, spool, store, log: evidence.log });
  await evidence.start(() => loader.caughtUp());
});

afterEach(async () => {
  await evidence.stop();
  await spool.seal();
  await loader.stop(60_000);
  await evidence.close();
  await spool.close();
  await database.dispose();
});

test(
  "content, spans and bodies expire as a project says, except what a hold names, and the log still verifies",
  { timeout: 120_000 },
  async () => {
    const { store } = database;
    const calls = Array.from({ length: 20 }, (_, index) => ({
      project: PROJECT,
      writer: "w",
      seq: index + 1,
      user: `user-${index % 4}`,
    }));
    await spool.append(evidenceBatchOf(evidence.recorder, calls));
    await loader.caughtUp();
    const change = { changedBy: "dpo", nowMs: Date.now() };
    const scope = {
      scope: "user",
      value: "user-1",
      basis: "litigation",
      owner: "legal",
      note: "",
      reviewAtMs: null,
    } as const;
    const hold = await placeHold(store, PROJECT, { ...scope, ...change });

    await keep({ content_days: String(DAYS) }, 1);
    expect(await retain(EXPIRED_MS)).toEqual([["retention_expiry", "retention:content", "15"]]);
    expect(await usersOf("span_content")).toEqual({ "user-1": 5 });
    // Three texts of each call that is left, and the targets of the expiry.
    expect(await report()).toMatchObject({ problems: [], contentsChecked: 16, contentsErased: 45, spansChecked: 20 });

    const subject = { kind: "session", value: "s-user-1" } as const;
    const erasure = { subject, basis: "gdpr:17:1:b", requestedBy: "dpo", nowMs: Date.now() };
    const id = await requestErasure(store, PROJECT, erasure);
    expect(await until(() => endOf(id))).toMatchObject({ state: "held", reason: expect.stringContaining("5") });
    expect(await usersOf("span_content")).toEqual({ "user-1": 5 });

    await releaseHold(store, PROJECT, { id: hold, changedBy: "dpo", nowMs: Date.now() });
    const before = await sums();
    await keep({ content_days: String(DAYS), span_days: String(DAYS), record_days: "1" }, 2);
    expect(await retain(EXPIRED_MS + DAY_MS)).toEqual([
      ["retention_expiry", "retention:content", "15"],
      ["retention_expiry", "retention:content", "5"],
      ["retention_expiry", "retention:records", "20"],
      ["retention_expiry", "retention:spans", "20"],
    ]);
    expect(await usersOf("span_content")).toEqual({});
    expect(await usersOf("spans")).toEqual({});
    expect(await sums()).toEqual(before);
    expect(await report()).toMatchObject({ problems: [], spansChecked: 0, contentsChecked: 4 });
    expect(await rows("SELECT count() AS n FROM ledger_entries WHERE kind = 'observation' AND body != ''")).toEqual([
      ["0"],
    ]);
    const holds = await rows(
      "SELECT JSONExtractString(body, 'd', 'act') FROM ledger_entries AS e WHERE kind = 'hold' ORDER BY e.idx",
    );
    expect(holds).toEqual([["place"], ["release"]]);
  },
);

/** Applies retention twice, as a restart would, and gives what the log says of it. */
async function retain(nowMs: number): Promise<string[][]> {
  const { signal } = new AbortController();
  const job = { store: database.store, now: () => nowMs, log: () => evidence.log.log(), signal };
  await runRetention(job);
  await runRetention(job);
  const appended = await rows("SELECT DISTINCT record_id FROM ledger_inbox WHERE record_id LIKE 'retention-%'");
  for (const [id = ""] of appended) await until(() => findRecord(database.store.project(PROJECT), id));
  return rows(`SELECT JSONExtractString(body, 'd', 'act'), JSONExtractString(body, 'd', 'basis'), JSONExtractRaw(body, 'd', 'count') AS n
    FROM ledger_entries WHERE kind = 'erasure' ORDER BY 2, toUInt64(n) DESC`);
}

async function keep(days: Readonly<Record<string, string>>, version: number): Promise<void> {
  const row = {
    project: PROJECT,
    version: String(version),
    changed_at: "2026-11-21 12:00:00.000",
    changed_by: "t",
    deleted: 0,
  };
  await database.store.insertRows("retention_settings", [{ ...row, ...days }]);
}

async function report() {
  const size = evidence.log.sizes().get(PROJECT) ?? 0;
  return verifyLog(database.store.project(PROJECT), { log: evidence.log.log(), size });
}

async function usersOf(table: "spans" | "span_content"): Promise<Readonly<Record<string, number>>> {
  const found = await rows(
    `SELECT user_id, count() FROM spans WHERE span_id IN (SELECT span_id FROM ${table}) GROUP BY user_id`,
  );
  return Object.fromEntries(found.map(([user = "", count]) => [user, Number(count)]));
}

async function sums(): Promise<string[][]> {
  return rows("SELECT sum(total_cost), (SELECT sum(total_cost) FROM usage_daily) FROM usage_hourly");
}

async function endOf(id: string) {
  const found = await rows(
    `SELECT state, reason FROM erasures WHERE id = '${id}' AND state IN ('held', 'done', 'failed')`,
  );
  return found[0] === undefined ? undefined : { state: found[0][0], reason: found[0][1] };
}

async function rows(sql: string): Promise<string[][]> {
  const found = await database.store.query({ sql, schema: z.record(z.string(), z.unknown()) });
  return found.map((row) => Object.values(row).map(String));
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + 25_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
