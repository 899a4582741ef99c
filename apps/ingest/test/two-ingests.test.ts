import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import {
  budgets,
  channels,
  channelSecrets,
  createApiKey,
  createStore,
  migrate,
  runaways,
  type Store,
  totals,
} from "@spanledger/clickhouse";
import { createHttpFront, type HttpFront } from "@spanledger/clickhouse/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const KEY = "sl_a-fixed-key-for-this-test";
/** Of a call with 10,000 input tokens; its caller expects 0.0015. */
const COST = 0.001506;
const CALLERS = 25;
const run = promisify(execFile);

interface Live {
  readonly child: ChildProcess;
  readonly port: number;
}

let front: HttpFront;
let store: Store;
let first: Live;
let second: Live;
const received: string[] = [];
const receiver = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    received.push(body);
    response.writeHead(204).end();
  });
});

beforeAll(async () => {
  front = await createHttpFront({ path: join(aDirectory(), "clickhouse") });
  store = await createStore({ url: front.url });
  await migrate(store);
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  await saveSettings(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
  first = await startIngest();
  // The first one holds the right to send, so that it is the one to be lost.
  await until(async () => (await count("SELECT count() AS n FROM leases WHERE name = 'alerts'")) > 0, "the lease");
  second = await startIngest();
  await until(async () => (await count("SELECT uniqExact(writer) AS n FROM ingest_status")) === 2, "both to say so");
  // Each reads within five seconds how many there are.
  await sleep(6_000);
}, 60_000);

afterAll(async () => {
  first.child.kill("SIGKILL");
  second.child.stdin?.write("close");
  await once(second.child, "exit");
  receiver.close();
  await store.close();
  await front.close();
});

async function saveSettings(hook: string): Promise<void> {
  const change = { changedBy: "test", nowMs: Date.now() };
  const project = "default";
  await createApiKey(store, { project, label: "test", scope: "ingest", text: KEY }, change);
  const common = { period: { kind: "month" }, timeZone: "UTC", currency: "USD", forecast: false };
  const acme = { kind: "filters", filters: [{ dimension: "tenant", values: ["acme"] }] };
  const each = { kind: "each", dimension: "tenant", filters: [] };
  const block = { action: "block", graceAmount: "0.01", channels: ["nobody"] };
  await saveBudget({ ...common, ...block, name: "Acme", scope: acme, amount: "0.1" });
  await saveBudget({ ...common, name: "Each", scope: each, amount: "10", thresholds: [100] });
  const webhook = JSON.stringify({ kind: "webhook", name: "Hook", url: hook, isEnabled: true });
  await channels(store).put({ id: "hook", project, name: "Hook", definition: webhook }, change);
  await channelSecrets(store).put({ project, channel: "hook", secret: "a-signing-secret" }, change.nowMs);

  async function saveBudget(budget: { readonly name: string; readonly [field: string]: unknown }): Promise<void> {
    const definition = JSON.stringify(budget);
    await budgets(store).put({ id: budget.name, project, name: budget.name, definition }, change);
  }
}

async function startIngest(): Promise<Live> {
  const child = spawn(process.execPath, ["--import", "tsx", "live-child.ts", front.url, aDirectory()], {
    cwd: import.meta.dirname,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, port: Number(line.toString()) };
}

async function count(sql: string): Promise<number> {
  const [row] = await store.query({ sql, schema: z.object({ n: z.coerce.number() }) });
  return row?.n ?? 0;
}

async function until(isDone: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 75_000;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for ${what}`);
    await sleep(50);
  }
}

async function callers(port: number): Promise<number> {
  const args = ["--import", "tsx", "reserve-child.ts", String(port), KEY, String(CALLERS), "10000", "0.0015", "call"];
  const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname });
  return Number(stdout);
}

async function spentUsd(): Promise<number> {
  const range = { fromMs: Date.now() - 3_600_000, toMs: Date.now() + 3_600_000 };
  const { current } = await totals(store.project("default"), { range });
  return Number(current.costUsd ?? "0");
}

test("fifty callers at two ingests use a blocking budget up, and overshoot it by half of its room at most", async () => {
  const [atFirst, atSecond] = await Promise.all([callers(first.port), callers(second.port)]);
  expect(Math.min(atFirst, atSecond)).toBeGreaterThan(0);
  let calls = atFirst + atSecond;
  // What one of them may not give out any more it may after the next count, until the budget is used up.
  for (let round = 0; round < 3; round += 1) {
    await sleep(5_500);
    for (const more of await Promise.all([callers(first.port), callers(second.port)])) calls += more;
  }
  await until(async () => (await spentUsd()) > (calls - 1) * COST, "all spans to be stored");
  const spent = await spentUsd();
  console.log(`${calls} calls cost ${spent.toFixed(4)} of 0.11, over by ${(spent - 0.11).toFixed(4)}`);
  expect(spent).toBeCloseTo(calls * COST, 9);
  expect(spent).toBeLessThanOrEqual(0.11 + 0.11 / 2 + 2 * CALLERS * (COST - 0.0015));
  expect(spent).toBeGreaterThan(0.11 - 4 * COST);
}, 90_000);

const isBudget = (title: string) => title.startsWith("Budget");
const Payload = z.object({ events: z.array(z.object({ id: z.string(), title: z.string() })) });
const told = () => received.flatMap((body) => Payload.parse(JSON.parse(body)).events.map(({ title }) => title));
const title = (tenant: string) => `Budget "Each" reached 100 %: tenant ${tenant}`;

/** One tool call of a loop: the same arguments and result every two seconds. */
function toolBody(traceId: string, round: number, startMs: number): string {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const startNs = BigInt(startMs + round * 2_000) * 1_000_000n;
  const span = {
    traceId,
    spanId: `00f067aa0ba902${(round + 16).toString(16)}`,
    parentSpanId: "00f067aa0ba90200",
    name: "execute_tool search_orders",
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + 100_000_000n),
    attributes: [
      text("gen_ai.operation.name", "execute_tool"),
      text("gen_ai.tool.name", "search_orders"),
      text("gen_ai.tool.call.arguments", '{"status":"open"}'),
      text("gen_ai.tool.call.result", '{"orders":["a-17"],"page":1}'),
    ],
  };
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

test("a loop of which each ingest sees only half is found by the sweep, once, and told once", async () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const startMs = Date.now() - 20_000;
  for (let round = 0; round < 8; round += 1) {
    const { port } = round % 2 === 0 ? first : second;
    expect((await sendTraces({ port, key: KEY }, toolBody(traceId, round, startMs))).status).toBe(200);
  }
  const sentMs = Date.now();
  const found = () => runaways(store).list({ project: "default", trace_id: traceId });
  await until(async () => (await found()).length > 0, "the sweep");
  console.log(`found after ${Date.now() - sentMs} ms`);
  expect(await found()).toMatchObject([{ rule: "same_call", sentence: expect.stringContaining("search_orders") }]);
  await until(() => told().some((title) => title.startsWith("Runaway")), "its message");
  await until(async () => (await found())[0]?.state === "alerted", "it to be called alerted");
  expect(told().filter((title) => title.startsWith("Runaway"))).toHaveLength(1);
}, 90_000);

test("a crossing that both ingests see is told once, also when the one that tells is killed", async () => {
  const half = { tenant: "beta", inputTokens: 35_000_000 };
  for (const { port } of [first, second])
    expect((await sendTraces({ port, key: KEY }, otlpBody([half]))).status).toBe(200);
  const sentMs = Date.now();
  await until(() => told().some(isBudget), "the first crossing");
  console.log(`told after ${Date.now() - sentMs} ms`);
  expect(told().filter(isBudget)).toEqual([title("beta")]);

  first.child.kill("SIGKILL");
  await sendTraces({ port: second.port, key: KEY }, otlpBody([{ tenant: "gamma", inputTokens: 70_000_000 }]));
  await until(() => told().filter(isBudget).length > 1, "the second crossing");
  // Whatever would be told twice would be by the next look.
  await sleep(5_000);
  expect(told().filter(isBudget)).toEqual([title("beta"), title("gamma")]);
}, 120_000);
