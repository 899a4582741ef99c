import { join } from "node:path";
import { createApiKey, getSpanContent, revokeApiKey, type Store } from "@spanledger/clickhouse";
import { openTestStore, type TestStore } from "@spanledger/clickhouse/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createIngest, type Ingest } from "../src/app.ts";
import type { IngestOptions } from "../src/ingest-options.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const CHANGE = { changedBy: "test", nowMs: Date.now() };
const Bill = z.object({ spans: z.coerce.number(), calls: z.coerce.number(), tokens: z.coerce.number() });

let database: TestStore;
let directory: string;
let key: string;
let keyId: string;
let ingest: Ingest | null = null;

beforeEach(async () => {
  database = await openTestStore();
  directory = join(aDirectory(), "spool");
  const made = await createApiKey(database.store, { project: "default", label: "test", scope: "ingest" }, CHANGE);
  key = made.text;
  keyId = made.key.id;
});

afterEach(async () => {
  await ingest?.close();
  ingest = null;
  await database.dispose();
});

test("what was answered with 200 is queryable and billed once, also when the client repeats it", async () => {
  const { port, caughtUp } = await start();
  const body = otlpBody([{ inputTokens: 100 }, { inputTokens: 23 }]);
  expect((await sendTraces({ port, key }, body)).status).toBe(200);
  expect((await sendTraces({ port, key }, body)).status).toBe(200);
  await caughtUp();
  expect(await bill()).toEqual({ spans: 2, calls: 2, tokens: 123 });
});

test("a repeat after a restart is recognised from what was stored", async () => {
  const body = otlpBody([{ inputTokens: 100 }]);
  const first = await start();
  await sendTraces({ port: first.port, key }, body);
  await first.close();
  const second = await start();
  expect((await sendTraces({ port: second.port, key }, body)).status).toBe(200);
  await second.caughtUp();
  expect(await bill()).toEqual({ spans: 1, calls: 1, tokens: 100 });
});

test("spans that ClickHouse refused to the end of the process are loaded by the next one", async () => {
  const away: Store = { ...database.store, loadRows: () => Promise.reject(new Error("connect ECONNREFUSED")) };
  const first = await start({ store: away, drainMs: 50 });
  expect((await sendTraces({ port: first.port, key }, otlpBody([{ inputTokens: 7 }]))).status).toBe(200);
  await first.close();
  expect(await bill()).toEqual({ spans: 0, calls: 0, tokens: 0 });
  const second = await start();
  await second.caughtUp();
  expect(await bill()).toEqual({ spans: 1, calls: 1, tokens: 7 });
});

test("a full spool answers 503 with a time to come back, and keeps what it acknowledged", async () => {
  const away: Store = { ...database.store, loadRows: () => Promise.reject(new Error("connect ECONNREFUSED")) };
  const first = await start({ store: away, drainMs: 50, spool: { maxBytes: 20_000 } });
  const answers: Response[] = [];
  for (let request = 0; request < 60; request += 1)
    answers.push(await sendTraces({ port: first.port, key }, otlpBody([{ inputTokens: 1 }])));
  const accepted = answers.filter(({ status }) => status === 200).length;
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers.get("retry-after")).toBe("10");
  expect(await refused?.text()).toContain("spool is full");
  await first.close();
  const second = await start();
  await second.caughtUp();
  expect(await bill()).toMatchObject({ spans: accepted, tokens: accepted });
});

test("a database that is too far behind refuses new spans until it has caught up", async () => {
  let isAway = true;
  const flaky: Store = {
    ...database.store,
    loadRows: (load) => (isAway ? Promise.reject(new Error("connect ECONNREFUSED")) : database.store.loadRows(load)),
  };
  const { port } = await start({ store: flaky, spool: { maxLagMs: 200 } });
  let accepted = 0;
  const answer = await until(503, async () => {
    const response = await sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }]));
    if (response.status === 200) accepted += 1;
    return response;
  });
  expect(answer.headers.get("retry-after")).toBe("10");
  expect(await answer.text()).toContain("too far behind");
  isAway = false;
  await until(200, () => sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }])));
  await ingest?.caughtUp();
  expect(await bill()).toMatchObject({ spans: accepted + 1, tokens: accepted + 1 });
});

test("a revoked key is refused within a second", async () => {
  const { port } = await start();
  expect((await sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }]))).status).toBe(200);
  await revokeApiKey(database.store, { project: "default", id: keyId }, CHANGE);
  const deadline = Date.now() + 3_000;
  let status = 200;
  while (status === 200 && Date.now() < deadline)
    ({ status } = await sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }])));
  expect(status).toBe(403);
});

test("content that arrives as log records is shown with its span", async () => {
  const { port, caughtUp } = await start();
  const [traceId, spanId] = ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"];
  await sendTraces({ port, key }, otlpBody([{ inputTokens: 1, traceId, spanId }]));
  const record = {
    traceId,
    spanId,
    eventName: "gen_ai.user.message",
    timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
    body: { kvlistValue: { values: [{ key: "content", value: { stringValue: "hello from a log" } }] } },
  };
  const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
  expect((await sendTraces({ port, key, signal: "logs" }, JSON.stringify(logs))).status).toBe(200);
  await caughtUp();
  const content = await getSpanContent(database.store.project("default"), { traceId, spanId });
  expect(content?.inputMessages).toContain("hello from a log");
});

test("tells monitoring what it received, stored and has not stored yet", async () => {
  const { port, caughtUp } = await start();
  await sendTraces({ port, key }, otlpBody([{ inputTokens: 1 }, { inputTokens: 2 }]));
  await sendTraces({ port, key: "wrong" }, "{}");
  await caughtUp();
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toMatch(/^spanledger_acknowledged_spans_total 2$/m);
  expect(metrics).toMatch(/^spanledger_stored_spans 2$/m);
  expect(metrics).toMatch(/^spanledger_spool_bytes 0$/m);
  expect(metrics).toMatch(/^spanledger_rejected_requests_total\{reason="unknown_key"\} 1$/m);
  expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toMatchObject({ ready: true });
  await ingest?.close();
  const [status] = await database.store.query({
    sql: "SELECT stored_spans AS stored, spool_bytes AS spooled FROM ingest_status ORDER BY recorded_at DESC LIMIT 1",
    schema: z.object({ stored: z.string(), spooled: z.string() }),
  });
  expect(status).toEqual({ stored: "2", spooled: "0" });
});

/** Asks until the answer has the status, at most 20 s. */
async function until(status: number, ask: () => Promise<Response>): Promise<Response> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await ask();
    if (response.status === status) return response;
    if (Date.now() > deadline) throw new Error(`no ${status} in time, the last answer was ${response.status}`);
  }
}

async function start(over: Partial<IngestOptions> = {}): Promise<Ingest> {
  const spool = { minFreeBytes: 0, segmentMaxAgeMs: 20, ...over.spool };
  ingest = await createIngest({
    store: database.store,
    host: "127.0.0.1",
    port: 0,
    spoolDirectory: directory,
    logger: null,
    ...over,
    spool,
  });
  return ingest;
}

/** Rows, and what the day's bill says. */
async function bill(): Promise<z.infer<typeof Bill>> {
  const [row] = await database.store.query({
    sql: `SELECT (SELECT count() FROM spans) AS spans, sum(usage_daily.calls) AS calls, sum(usage_daily.uncached_input_tokens) AS tokens FROM usage_daily`,
    schema: Bill,
  });
  if (row === undefined) throw new Error("no answer");
  return row;
}
