import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  costByDimension,
  createStore,
  dataQuality,
  dimensionValues,
  getTrace,
  listCalls,
  migrate,
  type ProjectReader,
  spendOverTime,
  type Store,
  totals,
} from "@spanledger/clickhouse";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 90;
const RUNS = 17;

/** Fills an empty database with spans of 90 days and prints p50/p95 of every named query. `--spans=10000000` for more. */
async function main(): Promise<void> {
  const spans = Number(/^--spans=(\d+)$/.exec(process.argv[2] ?? "")?.[1] ?? 1_000_000);
  const path = await mkdtemp(join(tmpdir(), "spanledger-bench-"));
  const store = await createStore({ path });
  await migrate(store);
  // Not on the hour, as a page's "now" never is.
  const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 17 * 60_000 + 123;
  const started = performance.now();
  await fill(store, { spans, fromMs: endMs - DAYS * DAY_MS });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${spans} spans over ${DAYS} days filled in ${seconds.toFixed(1)} s, with all roll-ups`);
  console.log("query".padEnd(52), "p50 ms".padStart(8), "p95 ms".padStart(8), "CPU ms".padStart(8));
  for (const [name, run] of Object.entries(questions(store.project("bench"), endMs))) {
    const figures = await measure(run);
    console.log(name.padEnd(52), ...figures.map((figure) => figure.toFixed(1).padStart(8)));
  }
  await store.close();
  await rm(path, { recursive: true, force: true });
}

/** p50 and p95 of the wall time, and CPU time per run: the figure that other work on the machine hardly touches. */
async function measure(run: () => Promise<unknown>): Promise<[p50: number, p95: number, cpu: number]> {
  await run();
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < RUNS; index += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  return [at(times, 0.5), at(times, 0.95), (user + system) / 1000 / RUNS];
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

function questions(reader: ProjectReader, endMs: number): Record<string, () => Promise<unknown>> {
  const last = (days: number) => ({ fromMs: endMs - days * DAY_MS, toMs: endMs });
  const before = (days: number) => ({ fromMs: endMs - 2 * days * DAY_MS, toMs: endMs - days * DAY_MS });
  const perDay = (timeZone: string) =>
    spendOverTime(reader, { range: last(90), interval: "day", groupBy: "feature", timeZone });
  return {
    "totals 30 d v the 30 d before": () => totals(reader, { range: last(30), previous: before(30) }),
    "spend per day 90 d by feature": () => perDay("UTC"),
    "spend per day 90 d by feature, Europe/Berlin": () => perDay("Europe/Berlin"),
    "spend per hour 7 d by model": () => spendOverTime(reader, { range: last(7), interval: "hour", groupBy: "model" }),
    "costs by tenant 30 d": () => costByDimension(reader, { range: last(30), groupBy: ["tenant"], limit: 50 }),
    "costs by feature 30 d": () => costByDimension(reader, { range: last(30), groupBy: ["feature"] }),
    "costs by feature x model 7 d": () => costByDimension(reader, { range: last(7), groupBy: ["feature", "model"] }),
    "costs by prompt version 30 d": () =>
      costByDimension(reader, { range: last(30), groupBy: ["prompt_name", "prompt_version"] }),
    "costs by tenant x model 7 d (raw)": () =>
      costByDimension(reader, { range: last(7), groupBy: ["tenant", "model"] }),
    "costs by user 24 h (raw)": () => costByDimension(reader, { range: last(1), groupBy: ["user"], limit: 50 }),
    "costs by attribute 24 h (raw)": () =>
      costByDimension(reader, { range: last(1), groupBy: ["attr:team"], limit: 50 }),
    "newest 50 calls": () => listCalls(reader, { range: last(30), limit: 50 }),
    "newest 50 calls of a tenant": () =>
      listCalls(reader, {
        range: last(30),
        limit: 50,
        filters: [{ dimension: "tenant", op: "in", values: ["tenant-99"] }],
      }),
    "one trace": () => getTrace(reader, { traceId: "0".repeat(27) + "01000" }),
    "tenant suggestions 30 d": () =>
      dimensionValues(reader, { dimension: "tenant", range: last(30), prefix: "tenant-1" }),
    "data quality 7 d": () => dataQuality(reader, { range: last(7) }),
  };
}

/**
 * 12 features with 2 prompts in 2 current versions and 3 models each, 2,000 tenants, 20,000 users; the first of each far more
 * often than the last. 1 % of the calls were corrected.
 */
async function fill(store: Store, { spans, fromMs }: { spans: number; fromMs: number }): Promise<void> {
  const skewed = (salt: number, count: number) =>
    `toString(toUInt32(pow((sipHash64(number, ${salt}) % 100000) / 100000, 3) * ${count}))`;
  const step = BigInt(Math.floor(((DAYS * DAY_MS) / spans) * 1_000_000));
  await store.command(
    `INSERT INTO spans (project, environment, service, feature, tenant, user_id, session_id, agent, prompt_name, prompt_version, trace_id, span_id,
      name, role, op_class, operation, provider, request_model, start_time, duration_ns, ttft_ns, status, uncached_input_tokens, cache_read_tokens,
      output_tokens, input_cost, cache_read_cost, output_cost, total_cost, cost_status, price_id, billing_state, booked, received_at, writer, seq, attributes)
    SELECT 'bench', if(number % 10 = 0, 'staging', 'production'), 'api', concat('feature-', ${skewed(1, 12)}) AS chosen, concat('tenant-', ${skewed(2, 2000)}),
      concat('user-', ${skewed(3, 20000)}), concat('session-', toString(intDiv(number, 8))), '', concat(chosen, '/', toString(sipHash64(number, 4) % 2)),
      toString(intDiv(number * 6, {spans: UInt64}) + sipHash64(number, 5) % 2), toFixedString(unhex(leftPad(lower(hex(intDiv(number, 8))), 32, '0')), 16),
      toFixedString(unhex(leftPad(hex(sipHash64(number, 6)), 16, '0')), 8), 'chat', 'call', 'generation', 'chat', 'openai',
      concat('model-', toString((sipHash64(chosen) + toUInt8(${skewed(7, 3)})) % 40)), fromUnixTimestamp64Nano(toInt64({from: Int64} + toInt64(number) * {step: Int64}), 'UTC') AS at,
      1000000 * (100 + sipHash64(number, 8) % 5000), 1000000 * (50 + sipHash64(number, 9) % 500), if(number % 50 = 0, 'error', 'unset'),
      sipHash64(number, 10) % 4000 AS input, sipHash64(number, 11) % 2000 AS cached, sipHash64(number, 12) % 1000 AS output,
      toDecimal64(input, 12) / 1000000, toDecimal64(cached, 12) / 10000000, toDecimal64(output, 12) / 100000,
      toDecimal64(input, 12) / 1000000 + toDecimal64(cached, 12) / 10000000 + toDecimal64(output, 12) / 100000,
      if(number % 80 = 0, 'unpriced', 'priced'), 'openai/model', 'billed', 1, at, 'bench', number, map('team', concat('team-', ${skewed(13, 30)}))
    FROM numbers({spans: UInt64})`,
    { from: BigInt(fromMs) * 1_000_000n, step, spans },
  );
  const copied =
    "project, environment, service, feature, tenant, user_id, session_id, prompt_name, prompt_version, trace_id, span_id, name, role, op_class, operation, provider, request_model, start_time, status, duration_ns, ttft_ns, writer, seq, billing_state, cost_status";
  await store.command(
    `INSERT INTO adjustments (${copied}, revision, entry, reason, recorded_at, calls, output_tokens, output_cost, total_cost)
    SELECT ${copied}, 1, arrayJoin(['reverse', 'book']) AS entry, 'repriced', received_at, if(entry = 'book', 1, -1) AS sign,
      sign * toInt64(output_tokens), sign * output_cost, sign * total_cost FROM spans WHERE seq % 100 = 7`,
  );
}

await main();
