import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createApiKey, guardSettings, listRunaways, revokeApiKey, runaways, traceHalts } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngest, type Ingest } from "../src/app.ts";
import { openStream } from "./open-stream.ts";
import { aDirectory } from "./spool-fixture.ts";

const TRACE = join(import.meta.dirname, "runaway/runaway/anthropic-tool-runner-failure_streak-71");
const TRACE_ID = "ca7db188b3e0eecd3ff3968c7027a9f8";
const CHANGE = { changedBy: "test", nowMs: Date.now() };

let database: TestStore;
let ingest: Ingest;
const keys = new Map<string, { readonly id: string; readonly text: string }>();

beforeAll(async () => {
  database = await openTestStore();
  for (const [name, project, tenant] of [
    ["own", "default", ""],
    ["other", "elsewhere", ""],
    ["tenant", "default", "acme"],
    ["revoked", "default", ""],
  ] as const) {
    const created = await createApiKey(database.store, { project, label: name, scope: "ingest", tenant }, CHANGE);
    keys.set(name, { id: created.key.id, text: created.text });
  }
  await guardSettings(database.store).put({ project: "default", feature: "", mode: "block", limits: "{}" }, CHANGE);
  ingest = await start();
});

afterAll(async () => {
  await ingest.close();
  await database.dispose();
});

function start(): Promise<Ingest> {
  const spool = { minFreeBytes: 0, segmentMaxAgeMs: 10 };
  const { store } = database;
  return createIngest({ store, host: "127.0.0.1", port: 0, spoolDirectory: aDirectory(), logger: null, spool });
}

const keyOf = (name: string) => keys.get(name)?.text ?? "";
const to = (name: string) => ({ port: ingest.port, key: keyOf(name) });

async function sendTrace(key: string, requests: readonly number[]): Promise<void> {
  const files = readdirSync(TRACE).filter((file) => file.startsWith("request-"));
  for (const number of requests) {
    const answer = await fetch(`http://127.0.0.1:${ingest.port}/v1/traces`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/x-protobuf", "content-encoding": "gzip" },
      body: readFileSync(join(TRACE, files.sort()[number] ?? "")),
    });
    expect(answer.status).toBe(200);
  }
}

const found = () =>
  listRunaways(database.store.project("default"), { range: { fromMs: 0, toMs: Date.now() + 60_000 } });

test("halts a runaway within a second of its proof, tells this project's keys alone, and releases it", async () => {
  const [own, other, tenant] = await Promise.all([
    openStream(to("own")),
    openStream(to("other")),
    openStream(to("tenant")),
  ]);
  expect((await own.wait("snapshot")).data).toEqual({ halts: [], budgets: [], policy: { mode: "block" } });
  expect((await other.wait("snapshot")).data).toMatchObject({ policy: { mode: "observe" } });
  await sendTrace(keyOf("own"), [0, 1]);
  const halt = await own.wait("halt", 1_000);
  expect(halt.data).toMatchObject({
    trace_id: TRACE_ID,
    rule: "failure_streak",
    severity: "critical",
    action: "block",
  });
  expect(halt.data["sentence"]).toMatch(/^deploy_release failed 6 times in a row in \d\.\d s and is called again$/);
  await expect
    .poll(async () => (await found()).rows, { timeout: 5_000 })
    .toMatchObject([
      { traceId: TRACE_ID, rule: "failure_streak", state: "halted", spentUsd: expect.stringMatching(/^0\.\d+$/) },
    ]);

  const late = await openStream(to("own"), halt.id);
  const fresh = await openStream(to("own"));
  expect((await fresh.wait("snapshot")).data).toMatchObject({ halts: [{ trace_id: TRACE_ID }] });
  const [saved] = await traceHalts(database.store).list({ project: "default", trace_id: TRACE_ID });
  expect(saved).toBeDefined();
  if (saved !== undefined) await traceHalts(database.store).remove(saved, CHANGE);
  for (const stream of [own, late, fresh])
    expect((await stream.wait("release", 2_000)).data).toEqual({ trace_id: TRACE_ID });
  // Resumed: nothing again that was seen before.
  expect(late.events.map(({ event }) => event)).toEqual(["release"]);
  expect([other, tenant].flatMap(({ events }) => events.map(({ event }) => event))).toEqual(["snapshot", "snapshot"]);
  for (const stream of [own, other, tenant, late, fresh]) stream.close();
});

test("a halt of another project does not stop this one's trace", async () => {
  const stream = await openStream(to("own"));
  await stream.wait("snapshot");
  await sendTrace(keyOf("other"), [0, 1, 2]);
  const elsewhere = runaways(database.store);
  await expect.poll(() => elsewhere.list({ project: "elsewhere" }), { timeout: 5_000 }).toHaveLength(1);
  expect(stream.events.map(({ event }) => event)).toEqual(["snapshot"]);
  stream.close();
});

test("a restarted process finds what began before it", async () => {
  await ingest.caughtUp();
  await database.store.command("TRUNCATE TABLE runaways");
  await database.store.command("TRUNCATE TABLE trace_halts");
  await database.store.command("TRUNCATE TABLE spans");
  await ingest.close();
  ingest = await start();
  await sendTrace(keyOf("own"), [0]);
  await ingest.caughtUp();
  await ingest.close();
  ingest = await start();
  const stream = await openStream(to("own"));
  await sendTrace(keyOf("own"), [1]);
  expect((await stream.wait("halt", 1_000)).data).toMatchObject({ trace_id: TRACE_ID });
  stream.close();
});

test("ends the streams of a revoked key, and refuses it", async () => {
  const stream = await openStream(to("revoked"));
  await stream.wait("snapshot");
  await revokeApiKey(database.store, { project: "default", id: keys.get("revoked")?.id ?? "" }, CHANGE);
  await expect.poll(() => stream.isEnded(), { timeout: 5_000 }).toBe(true);
  const answer = await fetch(`http://127.0.0.1:${ingest.port}/v1/guard/stream`, {
    headers: { authorization: `Bearer ${keyOf("revoked")}` },
  });
  expect(answer.status).toBe(403);
});
