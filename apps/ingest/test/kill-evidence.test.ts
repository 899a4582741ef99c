import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createStore } from "@spanledger/clickhouse";
import { verifyLog } from "@spanledger/evidence-store";
import { parseCheckpoint, parseNote } from "@spanledger/ledger";
import { expect, test } from "vitest";
import { z } from "zod";
import { logKillRounds } from "./env.ts";
import { aDirectory } from "./spool-fixture.ts";

/** Where the writer is killed: before and after each thing that must be durable before the next. */
const STEPS = [
  "before-rows",
  "after-rows",
  "after-leaves",
  "after-head",
  "after-sign",
  "before-release",
  "random",
] as const;

test(
  `kill -9 at each step of the writer, ${logKillRounds} times: one consistent history, nothing signed twice`,
  { timeout: 120_000 + logKillRounds * 8_000 },
  async () => {
    const data = aDirectory();
    for (let round = 0; round < logKillRounds; round += 1) {
      const step = STEPS[round % STEPS.length] ?? "random";
      await runAndKill([data, `run${round}`, step, String(1 + Math.floor(Math.random() * 3))]);
    }
    const drain = spawnChild([data, "last", "drain", "0"]);
    expect(await once(drain, "exit")).toEqual([0, null]);

    const store = await createStore({ path: `${data}/clickhouse` });
    try {
      const logs = await store.query({
        sql: "SELECT DISTINCT project, log FROM ledger_entries",
        schema: z.object({ project: z.string(), log: z.string() }),
      });
      expect(logs).toHaveLength(2);
      for (const { project, log } of logs) {
        const signed = await signedRoots(store.project(project), log);
        const size = Math.max(...signed.keys());
        const report = await verifyLog(store.project(project), { log, size });
        expect(report).toMatchObject({ checked: size, problems: [] });
        expect(report.root).toBe(signed.get(size));
        expect(signed.size).toBeGreaterThan(1);
        expect(report.bodies).toBeGreaterThan(logKillRounds);
      }
      await expectEverySpanOnce(store);
    } finally {
      await store.close();
    }
    const printed = readFileSync(join(data, "signed.log"), "utf8").trim().split("\n");
    expectOneRootPerSize(printed);
  },
);

async function signedRoots(reader: ReturnType<Awaited<ReturnType<typeof createStore>>["project"]>, log: string) {
  const rows = await reader.query({
    sql: "SELECT note FROM ledger_checkpoints WHERE project = {project: String} AND log = {log: String}",
    params: { log },
    schema: z.object({ note: z.string() }),
  });
  const roots = new Map<number, string>();
  for (const { note } of rows) {
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? "");
    if (checkpoint === undefined) throw new Error("not a checkpoint");
    const root = Buffer.from(checkpoint.root).toString("hex");
    expect(roots.get(checkpoint.size) ?? root).toBe(root);
    roots.set(checkpoint.size, root);
  }
  return roots;
}

/** What was ever signed, also by a process that died before it could store it. */
function expectOneRootPerSize(lines: readonly string[]): void {
  const roots = new Map<string, string>();
  for (const line of lines) {
    const [origin = "", size = "", root = ""] = line.split(" ");
    const state = `${origin} ${size}`;
    expect(roots.get(state) ?? root).toBe(root);
    roots.set(state, root);
  }
  expect(new Set(lines.map((line) => line.split(" ")[0])).size).toBe(2);
}

async function expectEverySpanOnce(store: Awaited<ReturnType<typeof createStore>>): Promise<void> {
  const [counts] = await store.query({
    sql: `SELECT toString(count()) AS spans, (SELECT toString(count()) FROM ledger_entries WHERE kind = 'observation') AS logged,
      (SELECT toString(uniqExact(project, writer, seq)) FROM ledger_entries WHERE kind = 'observation') AS distinct FROM spans`,
    schema: z.object({ spans: z.string(), logged: z.string(), distinct: z.string() }),
  });
  expect(counts?.logged).toBe(counts?.spans);
  expect(counts?.distinct).toBe(counts?.spans);
}

async function runAndKill(args: readonly string[]): Promise<void> {
  const child = spawnChild(args);
  const delayMs = args.includes("random") ? 100 + Math.random() * 1_000 : 20_000;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.once("data", () => {
    timer = setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  await once(child, "exit");
  clearTimeout(timer);
}

function spawnChild(args: readonly string[]) {
  return spawn(process.execPath, ["--import", "tsx", "evidence-child.ts", ...args], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
