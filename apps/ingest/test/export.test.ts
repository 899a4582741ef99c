import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createApiKey } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { type Report, writeExport } from "@spanledger/evidence";
import {
  appendRecord,
  changeLedgerSettings,
  exportLogs,
  findRecord,
  newId,
  requestErasure,
} from "@spanledger/evidence-store";
import { createSigner, formatSigningKey, parseVkey } from "@spanledger/ledger";
import { verifyExport } from "@spanledger/verify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createIngest, type Ingest } from "../src/app.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const SYSTEM = "support-bot";
let database: TestStore;
let data: string;
let key: string;
let ingest: Ingest;

beforeEach(async () => {
  database = await openTestStore();
  data = aDirectory();
  key = (await createApiKey(database.store, { project: "default", label: "test", scope: "ingest" }, change())).text;
  ingest = await createIngest({
    store: database.store,
    host: "127.0.0.1",
    port: 0,
    spoolDirectory: join(data, "spool"),
    logger: null,
    spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
  });
});

afterEach(async () => {
  await ingest.close();
  await database.dispose();
});

test(
  "an export shows all content, and after an erasure it still passes and says what was erased",
  { timeout: 90_000 },
  async () => {
    await send([{ user: "anna" }, { user: "anna", reviewed: true }, { user: "ben" }, { user: "ben", evaluated: true }]);
    await until(async () => (await signed()) >= 5 || undefined);
    const before = await madeExport();
    expect(before.verdict).toEqual({ verdict: "pass", content: content(11, 0) });
    expect(missingNumbers(before.report)).toEqual([]);
    await stampCheckpoint();

    const hold = {
      kind: "hold",
      sys: "spanledger:log",
      d: { act: "place", hold: "h1", basis: "litigation", owner: "dpo" },
    };
    await logged(await appendRecord(database.store, "default", { ...change(), record: hold as never }));
    const subject = { kind: "user", value: "anna" } as const;
    const asked = { subject, basis: "gdpr:17:1:b", requestedBy: "dpo", nowMs: Date.now() };
    await logged(await requestErasure(database.store, "default", asked));
    const after = await madeExport();
    expect(after.verdict).toEqual({ verdict: "pass", content: content(3, 8) });
  },
);

test("what was not logged while the log was off is no gap in the numbers", { timeout: 90_000 }, async () => {
  await send([{ user: "anna" }]);
  await until(async () => (await signed()) > 1 || undefined);
  await setLog(false);
  await until(async () => {
    const size = await signed();
    await send([{ user: "ben" }]);
    return (await signed()) === size ? true : undefined;
  });
  await setLog(true);
  const spans = await signed();
  await until(async () => {
    await send([{ user: "cleo" }]);
    return (await signed()) > spans + 2 || undefined;
  });
  const { verdict, report } = await madeExport();
  expect(verdict.verdict).toBe("pass");
  expect(missingNumbers(report)).toEqual([]);
});

async function madeExport() {
  const nowMs = Date.now();
  const { store } = database;
  const range = { fromUs: (nowMs - 86_400_000) * 1_000, toUs: (nowMs + 60_000) * 1_000 };
  const logs = await exportLogs(store.project("default"), { system: SYSTEM, ...range });
  const made = formatSigningKey("spanledger.local/export", randomBytes(32));
  const exportId = newId(nowMs);
  const path = join(data, `${exportId}.zip`);
  const words = {
    project: "default",
    system: SYSTEM,
    role: "deployer",
    purpose: "audit",
    requestedBy: "admin",
  } as const;
  const { report } = await writeExport({
    request: { exportId, ...words, redaction: "full", ...range, latenessUs: 0 },
    logs,
    signer: createSigner(made.secret),
    directory: aDirectory(),
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
  const vkeys = [made.vkey, ...logs.flatMap(({ keys }) => keys.map(({ vkey }) => vkey))];
  const trusted = vkeys.flatMap((vkey) => parseVkey(vkey) ?? []);
  const checked = await verifyExport({ path, trusted, witnesses: [], since: [], proofs: [] });
  const content = checked.findings.find(({ code }) => code === "content")?.message;
  return { report, verdict: { verdict: checked.verdict, content } };
}

/** Stands in for an authority: what it answered goes into exports as it is. */
async function stampCheckpoint(): Promise<void> {
  await database.store.command(
    `INSERT INTO ledger_timestamps (project, log, size, note, response, authority, created_at)
     SELECT project, log, size, note, 'MAA=', 'test', now64(3) FROM ledger_checkpoints ORDER BY size DESC LIMIT 1`,
  );
}

function content(shown: number, erased: number): string {
  return `${shown} fields shown as logged, ${erased} erased as the log records, 0 withheld.`;
}

function missingNumbers(report: Report) {
  const tables = report.sections.flatMap((section) => section.tables);
  return tables.find(({ title }) => title === "Sources with missing numbers")?.rows;
}

interface CallOf {
  readonly user: string;
  readonly reviewed?: boolean;
  /** An operation that is not logged. */
  readonly evaluated?: boolean;
}

function send(calls: readonly CallOf[]): Promise<unknown> {
  const spans = calls.map(({ user, reviewed = false, evaluated = false }) => {
    const startNs = BigInt(Date.now()) * 1_000_000n;
    const messages = JSON.stringify([{ role: "user", parts: [{ type: "text", content: `question of ${user}` }] }]);
    const said = {
      ...(evaluated ? {} : { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini" }),
      "gen_ai.input.messages": messages,
      "user.id": user,
      "session.id": `session of ${user}`,
      ...(reviewed
        ? {
            "spanledger.review.status": "approved",
            "spanledger.review.reviewer.id": "clerk-7",
            "spanledger.review.comment": "fine",
          }
        : {}),
    };
    return {
      traceId: randomBytes(16).toString("hex"),
      spanId: randomBytes(8).toString("hex"),
      name: "step",
      kind: 3,
      startTimeUnixNano: String(startNs),
      endTimeUnixNano: String(startNs + 5_000_000n),
      attributes: Object.entries(said).map(([name, stringValue]) => ({ key: name, value: { stringValue } })),
      status: {},
    };
  });
  const resource = { attributes: [{ key: "service.name", value: { stringValue: SYSTEM } }] };
  const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "test" }, spans }] }] };
  return sendTraces({ port: ingest.port, key }, JSON.stringify(body));
}

function change() {
  return { changedBy: "test", nowMs: Date.now() };
}

function setLog(enabled: boolean): Promise<void> {
  const value = { project: "default", enabled, role: "", annex3: "", policy_version: "", ifu_version: "" };
  return changeLedgerSettings(database.store, value, change());
}

async function signed(): Promise<number> {
  const [row] = await database.store.query({
    sql: "SELECT toString(max(c.size)) AS size FROM ledger_checkpoints AS c WHERE c.project = 'default'",
    schema: z.object({ size: z.string() }),
  });
  return Number(row?.size);
}

async function logged(recordId: string): Promise<void> {
  const { index } = await until(() => findRecord(database.store.project("default"), recordId));
  await until(async () => ((await signed()) > index ? true : undefined));
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
