import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiKey, createStore, ledgerSettings, migrate } from "@spanledger/clickhouse";
import { createIngest } from "@spanledger/ingest";
import { z } from "zod";
import { watchedBudgets } from "./watched-budgets.ts";

// A process of its own: the ingest over the embedded engine. Answers "mark" and "finish" over IPC with what it used.
const directory = mkdtempSync(join(tmpdir(), "spanledger-bench-"));
const BENCH = { changedBy: "bench", nowMs: Date.now() };
const store = await createStore({ path: join(directory, "clickhouse") });
await migrate(store);
const { text: key } = await createApiKey(store, { project: "default", label: "bench", scope: "ingest" }, BENCH);
if (process.argv[2] === "no-evidence") {
  const none = { role: "", annex3: "", policy_version: "", ifu_version: "" };
  await ledgerSettings(store).put({ project: "default", enabled: false, ...none }, BENCH);
}
const [, , , hook = "", budgetCount = "0"] = process.argv;
if (hook !== "") await watchedBudgets(store, hook, Number(budgetCount));
const ingest = await createIngest({
  store,
  host: "127.0.0.1",
  port: 0,
  spoolDirectory: join(directory, "spool"),
  allowPrivateTargets: ["127.0.0.0/8"],
});
let peakRss = 0;
/** MiB, every 10 s: whether memory is flat. */
const rss: number[] = [];
const rssSampler = setInterval(() => rss.push(Math.round(process.memoryUsage.rss() / 1_048_576)), 10_000);
const sampler = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 100);
process.on("message", (message: { kind: string }) => void (message.kind === "mark" ? mark() : finish()));
process.send?.({ kind: "ready", port: ingest.port, key });

function mark(): void {
  process.send?.({ kind: "marked", cpu: process.cpuUsage() });
}

async function finish(): Promise<void> {
  await ingest.caughtUp();
  const queryableAt = performance.now();
  await untilMerged();
  const cpu = process.cpuUsage();
  const metrics = await (await fetch(`http://127.0.0.1:${ingest.port}/metrics`)).text();
  const [stored] = await store.query({
    sql: STORED,
    schema: z.object({
      spans: z.coerce.number(),
      disk: z.coerce.number(),
      content: z.coerce.number(),
      evidence: z.coerce.number(),
      parts: z.coerce.number(),
    }),
  });
  process.send?.({
    kind: "finished",
    cpu,
    peakRss,
    rss,
    stored,
    mergedForMs: performance.now() - queryableAt,
    lag: lagsOf(metrics),
  });
  clearInterval(sampler);
  clearInterval(rssSampler);
  await ingest.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
}

const STORED = `SELECT (SELECT count() FROM spans) AS spans, sumIf(bytes_on_disk, table != 'span_content' AND table NOT LIKE 'ledger%') AS disk,
  sumIf(bytes_on_disk, table = 'span_content') AS content, sumIf(bytes_on_disk, table LIKE 'ledger%') AS evidence, countIf(table = 'spans') AS parts
  FROM system.parts WHERE active AND database = currentDatabase() AND table != 'ingest_status'`;

/** Background merges belong to the cost of the rows; they are given 20 s. */
async function untilMerged(): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const [row] = await store.query({
      sql: "SELECT count() AS merges FROM system.merges",
      schema: z.object({ merges: z.coerce.number() }),
    });
    if (row === undefined || row.merges === 0 || performance.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Upper bounds of the buckets of the load lag: [seconds, segments up to it]. */
function lagsOf(metrics: string): readonly (readonly [string, number])[] {
  return [...metrics.matchAll(/^spanledger_load_lag_seconds_bucket\{le="([^"]+)"\} (\d+)/gm)].map(
    ([, bound = "", count = "0"]) => [bound, Number(count)] as const,
  );
}
