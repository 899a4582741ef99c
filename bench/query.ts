import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore, migrate, type Store } from "@spanledger/clickhouse";
import { z } from "zod";
import { fill } from "./query/fill.ts";
import { questions } from "./query/questions.ts";

const DAY_MS = 86_400_000;
const DAYS = 90;
const DEFAULT_RUNS = 17;

/**
 * Fills an empty database with spans of 90 days and prints, for every question of the pages, p50 and p95 of the wall time, CPU
 * time (other work on the machine hardly touches it), and the rows and bytes that it read. `--spans=10000000` for more,
 * `--dir=/path` for another disk, `--keep=/path` for a folder that stays and is asked again without filling, `--only=cache`
 * for some questions, `--runs=5` for fewer runs of each.
 */
async function main(): Promise<void> {
  const options = new Map(process.argv.slice(2).map((text) => text.replace(/^--/, "").split("=") as [string, string]));
  const kept = options.get("keep");
  const filled = kept !== undefined && existsSync(kept);
  const path = kept ?? (await mkdtemp(join(options.get("dir") ?? tmpdir(), "spanledger-bench-")));
  try {
    const store = await createStore({ path });
    await migrate(store);
    if (!filled) await timedFill(store, Number(options.get("spans") ?? 1_000_000));
    await report(store, { only: options.get("only") ?? "", runs: Number(options.get("runs") ?? DEFAULT_RUNS) });
    await store.close();
  } finally {
    if (kept === undefined) await rm(path, { recursive: true, force: true });
  }
}

async function timedFill(store: Store, spans: number): Promise<void> {
  // Not on the hour, as a page's "now" never is.
  const nowMs = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 17 * 60_000 + 123;
  const started = performance.now();
  const cpu = process.cpuUsage();
  await fill(store, { spans, fromMs: nowMs - DAYS * DAY_MS, toMs: nowMs });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const spent = process.cpuUsage(cpu);
  const cpuSeconds = ((spent.user + spent.system) / 1e6).toFixed(0);
  console.log(`${spans} spans over ${DAYS} days filled in ${seconds} s (${cpuSeconds} s CPU), all roll-ups fed`);
}

const Newest = z.object({ trace: z.string(), newest_ms: z.coerce.number(), spans: z.coerce.number() });

interface Reported {
  readonly only: string;
  readonly runs: number;
}

async function report(store: Store, { only, runs }: Reported): Promise<void> {
  const [found] = await store.query({
    sql: "SELECT lower(hex(any(trace_id))) AS trace, toUnixTimestamp64Milli(max(start_time)) AS newest_ms, count() AS spans FROM spans WHERE project = 'bench' SETTINGS max_execution_time = 60",
    schema: Newest,
  });
  const asked = questions(store.project("bench"), {
    nowMs: found?.newest_ms ?? 0,
    traceId: found?.trace ?? "",
    spans: found?.spans ?? 0,
  });
  const heads = ["p50 ms", "p95 ms", "CPU ms", "k rows", "MB read"].map((head) => head.padStart(8));
  console.log("question".padEnd(50), ...heads);
  for (const [name, run] of Object.entries(asked)) {
    if (!name.includes(only)) continue;
    const read = await readBy(store, run);
    const times = await measure(run, runs);
    const figures = [...times, read.rows / 1000, read.bytes / 1e6];
    console.log(name.padEnd(50), ...figures.map((figure) => figure.toFixed(1).padStart(8)));
  }
}

/** p50 and p95 of the wall time, and CPU time per run. */
async function measure(run: () => Promise<unknown>, runs: number): Promise<[p50: number, p95: number, cpu: number]> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  return [at(times, 0.5), at(times, 0.95), (user + system) / 1000 / runs];
}

const Counter = z.object({ event: z.string(), value: z.coerce.number() });

/** Rows and uncompressed bytes that one run reads from the tables; it also warms up. */
async function readBy(store: Store, run: () => Promise<unknown>): Promise<{ rows: number; bytes: number }> {
  const counters = async () => {
    const found = await store.query({
      sql: "SELECT event, value FROM system.events WHERE event IN ('SelectedRows', 'SelectedBytes') SETTINGS max_execution_time = 10",
      schema: Counter,
    });
    const valueOf = (name: string) => found.find(({ event }) => event === name)?.value ?? 0;
    return { rows: valueOf("SelectedRows"), bytes: valueOf("SelectedBytes") };
  };
  const before = await counters();
  await run();
  const after = await counters();
  return { rows: after.rows - before.rows, bytes: after.bytes - before.bytes };
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

await main();
