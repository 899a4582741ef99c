import { createStore, type Store } from "@spanledger/clickhouse";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { fillSpans } from "./query/fill.ts";
import { questions } from "./query/questions.ts";

// `npx tsx dashboards.ts --keep=/path --rate=4000 --seconds=60`: five dashboards over a folder that query.ts filled.
const DASHBOARDS = 5;
const REFRESH_MS = 5000;
const BATCH_MS = 500;
/** What a page asks at once. */
const PAGES = ["overview:", "costs:", "latency:", "cache:", "calls: newest"] as const;

const options = new Map(process.argv.slice(2).map((text) => text.replace(/^--/, "").split("=") as [string, string]));
const rate = Number(options.get("rate") ?? 4000);
const endAt = performance.now() + Number(options.get("seconds") ?? 60) * 1000;
const store = await createStore({ path: options.get("keep") ?? "" });
const [stored] = await store.query({
  sql: "SELECT lower(hex(any(trace_id))) AS trace, toUnixTimestamp64Milli(max(start_time)) AS newest_ms, count() AS spans FROM spans WHERE project = 'bench' SETTINGS max_execution_time = 60",
  schema: z.object({ trace: z.string(), newest_ms: z.coerce.number(), spans: z.coerce.number() }),
});
if (stored === undefined || stored.spans === 0) throw new Error("Fill the folder first: query.ts --keep=/path");
const asked = questions(store.project("bench"), {
  nowMs: stored.newest_ms,
  traceId: stored.trace,
  spans: stored.spans,
});
const times: { readonly name: string; readonly ms: number }[] = [];
const writes: number[] = [];
await Promise.all([ingest(store, stored), ...PAGES.slice(0, DASHBOARDS).map((page, index) => dashboard(page, index))]);
await store.close();
const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
const slow = times.filter(({ ms }) => ms > 1000);
const at = (values: readonly number[], share: number) => (values[Math.floor(values.length * share)] ?? 0).toFixed(0);
console.log(
  `${times.length} questions: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms, max ${at(sorted, 0.9999)} ms`,
);
console.log(`${slow.length} took more than a second: ${[...new Set(slow.map(({ name }) => name))].join("; ")}`);
writes.sort((a, b) => a - b);
console.log(
  `${writes.length} inserts of ${(rate * BATCH_MS) / 1000} spans: p50 ${at(writes, 0.5)} ms, p95 ${at(writes, 0.95)} ms`,
);

/** Spans go on where the stored ones end, in batches, as the loader hands them over. */
async function ingest(into: Store, { spans, newest_ms }: { readonly spans: number; readonly newest_ms: number }) {
  const step = Math.floor(1_000_000_000 / rate);
  const count = Math.round((rate * BATCH_MS) / 1000);
  const from = BigInt(newest_ms) * 1_000_000n - BigInt(spans) * BigInt(step);
  for (let start = spans; performance.now() < endAt; start += count) {
    const began = performance.now();
    await fillSpans(into, { from, step, spans, start, count });
    writes.push(performance.now() - began);
    await sleep(Math.max(0, BATCH_MS - (performance.now() - began)));
  }
}

async function dashboard(page: string, index: number): Promise<void> {
  const own = Object.entries(asked).filter(([name]) => name.startsWith(page));
  await sleep((index * REFRESH_MS) / DASHBOARDS);
  while (performance.now() < endAt) {
    const began = performance.now();
    await Promise.all(own.map(([name, ask]) => timed(name, ask)));
    await sleep(Math.max(0, REFRESH_MS - (performance.now() - began)));
  }
}

async function timed(name: string, ask: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await ask();
  times.push({ name, ms: performance.now() - began });
}
