import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { budgets, createApiKey, createStore, migrate, type Store, totals } from "@spanledger/clickhouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngest, type Ingest } from "../src/app.ts";
import { otlpBody } from "./otlp-body.ts";
import { sendTraces } from "./send-traces.ts";
import { aDirectory } from "./spool-fixture.ts";

const KEY = "sl_a-fixed-key-for-this-test";
const run = promisify(execFile);
let store: Store;
let ingest: Ingest;

beforeAll(async () => {
  store = await createStore({ path: `${aDirectory()}/clickhouse` });
  await migrate(store);
  const change = { changedBy: "test", nowMs: Date.now() };
  await createApiKey(store, { project: "default", label: "test", scope: "ingest", text: KEY }, change);
  const definition = {
    name: "Acme",
    scope: { kind: "filters", filters: [{ dimension: "tenant", values: ["acme"] }] },
    period: { kind: "month" },
    timeZone: "UTC",
    amount: "0.1",
    currency: "USD",
    action: "block",
    graceAmount: "0.01",
  };
  await budgets(store).put(
    { id: "b", project: "default", name: "Acme", definition: JSON.stringify(definition) },
    change,
  );
  ingest = await createIngest({
    store,
    host: "127.0.0.1",
    port: 0,
    spoolDirectory: aDirectory(),
    logger: null,
    spool: { segmentMaxAgeMs: 20, minFreeBytes: 0 },
  });
});

afterAll(async () => {
  await ingest.close();
  await store.close();
});

async function callers(count: number, call: { tokens: number; estimate: string; mode?: string }): Promise<number> {
  const args = [
    "--import",
    "tsx",
    "reserve-child.ts",
    String(ingest.port),
    KEY,
    String(count),
    String(call.tokens),
    call.estimate,
    call.mode ?? "call",
  ];
  const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname });
  return Number(stdout);
}

async function spentUsd(): Promise<number> {
  await ingest.caughtUp();
  const range = { fromMs: Date.now() - 3_600_000, toMs: Date.now() + 3_600_000 };
  return Number((await totals(store.project("default"), { range })).current.costUsd ?? "0");
}

test(
  "fifty callers in two processes stop at amount and grace, over by at most what calls cost beyond their estimates; a crashed client holds nothing for ever",
  { timeout: 120_000 },
  async () => {
    // The budget is known within two ticks of the start.
    await sleep(2_500);
    const crashed = await callers(40, { tokens: 0, estimate: "0.002", mode: "crash" });
    expect(crashed).toBe(40);
    await sleep(2_200);
    // A call costs 0.001506 of the estimated 0.0015: its 10 output tokens come on top.
    const before = await sendTraces({ port: ingest.port, key: KEY }, otlpBody([{ inputTokens: 10_000 }]));
    expect(before.status).toBe(200);
    const [first, second] = await Promise.all([
      callers(25, { tokens: 10_000, estimate: "0.0015" }),
      callers(25, { tokens: 10_000, estimate: "0.0015" }),
    ]);
    const cost = 0.001506;
    const spent = await spentUsd();
    expect(spent).toBeCloseTo(cost * (first + second + 1), 9);
    expect(spent).toBeLessThanOrEqual(0.11 + 50 * (cost - 0.0015));
    expect(spent).toBeGreaterThan(0.11 - 2 * cost);
    expect(Math.min(first, second)).toBeGreaterThan(0);
  },
);

test("exporters are told on the stream that the budget is used up, and until when", async () => {
  const stop = new AbortController();
  const stream = await fetch(`http://127.0.0.1:${ingest.port}/v1/guard/stream`, {
    headers: { authorization: `Bearer ${KEY}` },
    signal: stop.signal,
  });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes('"policy"')) text += (await reader?.read())?.value ?? "";
  await sendTraces({ port: ingest.port, key: KEY }, otlpBody([{ inputTokens: 200_000 }]));
  while (!text.includes("event: budget\n")) text += (await reader?.read())?.value ?? "";
  stop.abort();
  const states = text
    .split("\n")
    .flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice(6)) as object] : []));
  const known = {
    budget_id: "b",
    name: "Acme",
    scope: { tenant: "acme" },
    limit_usd: "0.1",
    grace_usd: "0.01",
    enforce: "reserve",
  };
  expect(states[0]).toMatchObject({ budgets: [known] });
  const now = new Date();
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
  expect(states.at(-1)).toMatchObject({ ...known, state: "blocked", resets_at: nextMonth });
});

test("a bad request is refused with a sentence, and an unknown reservation is nothing", async () => {
  const ask = (path: string, method: string, body?: string) =>
    fetch(`http://127.0.0.1:${ingest.port}/v1/guard/reservations${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}` },
      ...(body === undefined ? {} : { body }),
    });
  expect((await ask("/unknown", "DELETE")).status).toBe(204);
  expect((await ask("/unknown/settle", "POST", '{"spent_usd":"0.1"}')).status).toBe(204);
  const bad = await ask("", "POST", '{"estimated_usd":"-1"}');
  expect(bad.status).toBe(400);
  expect(await bad.text()).toContain("estimated_usd: an amount is decimal text in USD");
  expect((await ask("", "GET")).status).toBe(405);
});
