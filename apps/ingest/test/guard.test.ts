import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  channels,
  createApiKey,
  guardSettings,
  listRunaways,
  revokeApiKey,
  runaways,
  traceHalts,
} from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngest, type Ingest } from "../src/app.ts";
import { openStream } from "./open-stream.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const TRACE = join(import.meta.dirname, "runaway/runaway/anthropic-tool-runner-failure_streak-71");
const TRACE_ID = "ca7db188b3e0eecd3ff3968c7027a9f8";
const CHANGE = { changedBy: "test", nowMs: Date.now() };

const receiver = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(204).end());
});
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
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const definition = JSON.stringify({ kind: "webhook", name: "Hook", url, isEnabled: true });
  await channels(database.store).put({ id: "hook", project: "elsewhere", name: "Hook", definition }, CHANGE);
  ingest = await start();
});

afterAll(async () => {
  receiver.close();
  await ingest.close();
  await database.dispose();
});

function start(): Promise<Ingest> {
  const spool = { minFreeBytes: 0, segmentMaxAgeMs: 10 };
  const { store } = database;
  const allowPrivateTargets = ["127.0.0.1"];
  const spoolDirectory = aDirectory();
  return createIngest({ store, host: "127.0.0.1", port: 0, spoolDirectory, logger: null, spool, allowPrivateTargets });
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
  // Its mode only observes; once the channel took the message somebody knows.
  await expect
    .poll(() => elsewhere.list({ project: "elsewhere" }), { timeout: 15_000 })
    .toMatchObject([{ trace_id: TRACE_ID, state: "alerted" }]);
  expect(stream.events.map(({ event }) => event)).toEqual(["snapshot"]);
  stream.close();
});

function refusedBody(traceId: string, rule: string): string {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const startNs = BigInt(Date.now()) * 1_000_000n;
  const reason = [text("spanledger.guard.rule", rule), text("spanledger.guard.reason", "30 model calls in this trace")];
  const span = {
    traceId,
    spanId: "00f067aa0ba902b7",
    name: "invoke_agent planner",
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + 5_000_000n),
    attributes: [
      text("gen_ai.operation.name", "invoke_agent"),
      text("gen_ai.agent.name", "planner"),
      text("spanledger.feature.name", "reports"),
    ],
    events: [{ name: "spanledger.guard.refused", timeUnixNano: String(startNs), attributes: reason }],
    status: { code: 2, message: "30 model calls in this trace" },
  };
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

test("what an app stopped by a limit of its own is a runaway with that reason; an empty budget is none", async () => {
  const traces = { limit: "4bf92f3577b34da6a3ce929d0e0e4736", budget: "4bf92f3577b34da6a3ce929d0e0e4737" };
  await sendTraces(to("own"), refusedBody(traces.budget, "budget b1"));
  await sendTraces(to("own"), refusedBody(traces.limit, "calls"));
  const table = runaways(database.store);
  await expect
    .poll(() => table.list({ project: "default", trace_id: traces.limit }), { timeout: 5_000 })
    .toMatchObject([
      {
        rule: "calls",
        sentence: "30 model calls in this trace",
        state: "halted",
        agent: "planner",
        feature: "reports",
        spent_usd: "",
      },
    ]);
  expect(await table.list({ project: "default", trace_id: traces.budget })).toEqual([]);
  const [version] = await table.history({ project: "default", trace_id: traces.limit });
  expect(version?.changedBy).toBe("breaker");
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
