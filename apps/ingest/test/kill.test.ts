import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createStore } from "@spanledger/clickhouse";
import { expect, test } from "vitest";
import { z } from "zod";
import { aDirectory } from "./spool-fixture.ts";
import { killRounds } from "./env.ts";

const Sums = z.object({
  rows: z.string(),
  distinct: z.string(),
  cost: z.string(),
  content: z.string(),
  hourly: z.string(),
  daily: z.string(),
  tenant: z.string(),
});

test(
  `kill -9, ${killRounds} times at random moments: what was acknowledged is stored once, and every roll-up agrees`,
  { timeout: 60_000 + killRounds * 6_000 },
  async () => {
    const data = aDirectory();
    const acknowledged = new Set<number>();
    let next = 1;
    for (let round = 0; round < killRounds; round += 1) {
      next = await runAndKill({ data, first: next, writer: `run${round}`, acknowledged });
    }
    const drain = spawnChild([data, "1", "last", "drain"]);
    const [code] = (await once(drain, "exit")) as [number];
    expect(code).toBe(0);

    const store = await createStore({ path: `${data}/clickhouse` });
    const stored = await store.query({
      sql: "SELECT seq FROM spans ORDER BY seq",
      schema: z.object({ seq: z.string() }),
    });
    const numbers = new Set(stored.map((row) => Number(row.seq)));
    expect([...acknowledged].filter((seq) => !numbers.has(seq))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(killRounds * 25);
    const [sums] = await store.query({ sql: SUMS, schema: Sums });
    const rows = String(stored.length);
    const cost = String(stored.reduce((sum, row) => sum + BigInt(row.seq), 0n));
    expect(sums).toEqual({ rows, distinct: rows, cost, content: rows, hourly: cost, daily: cost, tenant: cost });
    await store.close();
  },
);

const pico = (table: string): string => `(SELECT toString(toInt128(sum(total_cost) * 1000000000000)) FROM ${table})`;
const SUMS = `SELECT toString(count()) AS rows, toString(uniqExact(seq)) AS distinct, ${pico("spans")} AS cost,
  (SELECT toString(uniqExact(seq)) FROM span_content) AS content,
  ${pico("usage_hourly")} AS hourly, ${pico("usage_daily")} AS daily, ${pico("tenant_usage_hourly")} AS tenant FROM spans`;

interface Run {
  readonly data: string;
  readonly first: number;
  readonly writer: string;
  readonly acknowledged: Set<number>;
}

/** Returns a number above all that were sent. */
async function runAndKill({ data, first, writer, acknowledged }: Run): Promise<number> {
  const child = spawnChild([data, String(first), writer]);
  let highest = first;
  const delayMs = 50 + Math.random() * 1_500;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "ready") setTimeout(() => child.kill("SIGKILL"), delayMs);
    const [from, count] = line.split(" ").map(Number);
    if (from === undefined || count === undefined) continue;
    for (let seq = from; seq < from + count; seq += 1) acknowledged.add(seq);
    highest = Math.max(highest, from + count);
  }
  return highest + 10_000;
}

function spawnChild(args: readonly string[]) {
  return spawn(process.execPath, ["--import", "tsx", "load-child.ts", ...args], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
