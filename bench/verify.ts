/* Speed of spanledger-verify on an export of `tsx verify.ts [entries] [records]`: headers alone, then with records. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { aRecord, makeExport, makeLog, makeSigner } from "../packages/verify/test/make-export.ts";
import { writeZip } from "../packages/verify/test/zip-writer.ts";

const ORIGIN = "traces.example.org/log/bench/w01";
const verifier = fileURLToPath(new URL("../packages/verify/", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "spanledger-bench-"));
const [entries = 1_000_000, records = 100_000] = process.argv.slice(2).map(Number);

try {
  build();
  measure("headers of other systems", entries, used(exportOf(entries, 0)));
  measure("records with two openings", records, used(exportOf(records, records)));
} finally {
  rmSync(scratch, { recursive: true });
}

/** Builds the one file that auditors run: that is what is measured. */
function build(): void {
  const { status, stderr } = spawnSync("npx", ["tsdown"], { cwd: verifier, encoding: "utf8" });
  if (status !== 0) throw new Error(`Building the verifier failed: ${stderr}`);
}

function exportOf(size: number, shown: number): string {
  const log = makeLog(ORIGIN);
  const input = JSON.stringify([{ role: "user", content: "How much did the support bot cost last week? ".repeat(20) }]);
  for (let at = 0; at < size; at += 1) {
    if (at < shown) log.append(aRecord({ src: { id: "gateway", seq: at } }), { input, output: "About 12 euros." });
    else log.appendForeign();
  }
  const path = join(scratch, `${size}-${shown}.zip`);
  writeFileSync(path, writeZip(makeExport([[log, log.files(0, size)]], makeSigner("traces.example.org/export"))));
  return path;
}

interface Used {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** What the whole command used: CPU of all its threads, time, and memory at its peak. */
function used(path: string): Used {
  // Not maxRSS: a child starts with the peak of its parent.
  const meter = `let peak = 0; setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20).unref();
    process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error(JSON.stringify({
    cpuSeconds: (user + system) / 1e6, seconds: performance.now() / 1000, megabytes: Math.round(peak / 2 ** 20) })); });`;
  const argv = ["--import", `data:text/javascript,${encodeURIComponent(meter)}`, join(verifier, "dist/main.mjs"), path];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, "--key", makeSigner(ORIGIN).key.vkey], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The export did not pass: ${stdout}${stderr}`);
  return JSON.parse(stderr) as Used;
}

function measure(name: string, count: number, { cpuSeconds, seconds, megabytes }: Used): void {
  const perSecond = Math.round(count / cpuSeconds).toLocaleString("en");
  console.log(`${name.padEnd(28)} ${perSecond} entries/CPU-s, ${seconds.toFixed(1)} s, ${megabytes} MB`);
}
