import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createStore, evidenceExports, migrate } from "@spanledger/clickhouse";
import { newId } from "@spanledger/evidence-store";
import { runExport } from "@spanledger/web/evidence";
import { PROJECT } from "./evidence/evidence-span.ts";
import { fillLog } from "./evidence/fill-log.ts";

// An export of a quarter with all its records, as the page orders it: `npx tsx export.ts --records 1000000 [--data folder that is kept]`
const { values } = parseArgs({
  options: {
    records: { type: "string", default: "1000000" },
    data: { type: "string", default: "" },
    only: { type: "string", default: "" },
  },
});
const DAY_MS = 86_400_000;

/** Filling and exporting are processes of their own: memory is that of the export alone. */
function main(): void {
  const data = values.data === "" ? mkdtempSync(join(tmpdir(), "spanledger-bench-")) : values.data;
  try {
    if (!existsSync(join(data, "clickhouse"))) step(data, "fill");
    step(data, "export");
  } finally {
    if (values.data === "") rmSync(data, { recursive: true });
  }
}

function step(data: string, only: string): void {
  const own = fileURLToPath(import.meta.url);
  const given = [...process.execArgv, own, "--records", values.records, "--data", data, "--only", only];
  const { status } = spawnSync(process.execPath, given, { stdio: "inherit" });
  if (status !== 0) throw new Error(`The step "${only}" failed.`);
}

async function exportAll(data: string): Promise<void> {
  const store = await createStore({ path: join(data, "clickhouse") });
  await migrate(store);
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const nowMs = Date.now();
  const exportId = newId(nowMs);
  await runExport({
    store,
    projectId: PROJECT,
    folder: join(data, "exports"),
    requestedBy: "bench",
    now: Date.now,
    request: {
      exportId,
      project: PROJECT,
      system: "app",
      role: "deployer",
      purpose: "audit",
      requestedBy: "admin",
      redaction: "full",
      fromUs: (nowMs - 91 * DAY_MS) * 1_000,
      toUs: nowMs * 1_000,
      latenessUs: 7 * DAY_MS * 1_000,
    },
  });
  const wallSeconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(sampler);
  const made = await evidenceExports(store, PROJECT).get(exportId);
  await store.close();
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const seconds = `${wallSeconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} CPU-s`;
  console.log(
    `${made?.state} ${made?.error}: ${made?.records} records, ${seconds}, peak ${megabytes(peak)}, archive ${megabytes(made?.bytes ?? 0)}`,
  );
}

if (values.only === "fill") await fillLog(values.data, Number(values.records));
else if (values.only === "export") await exportAll(values.data);
else main();
