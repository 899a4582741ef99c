import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { encodeAdjustmentRows, encodeSpanRows } from "../rows/encode-rows.ts";
import { createStore } from "../store/create-store.ts";
import type { Store } from "../store/store.ts";
import { migrate } from "./migrate.ts";

const MIGRATIONS = join(fileURLToPath(import.meta.url), "../../../../../clickhouse/migrations");
/** The last migration of the version before. */
const EARLIER = 169;
const folder = mkdtempSync(join(tmpdir(), "spanledger-upgrade-"));
let store: Store;

beforeAll(async () => {
  store = await createStore({ path: join(folder, "clickhouse") });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an earlier database keeps its rows and its sums, and takes new ones", { timeout: 120_000 }, async () => {
  const earlier = join(folder, "migrations");
  for (const name of readdirSync(MIGRATIONS))
    if (Number(name.slice(0, 4)) <= EARLIER) cpSync(join(MIGRATIONS, name), join(earlier, name));
  await migrate(store, { directory: earlier });
  await fill(1);
  const before = await content();
  expect((await migrate(store)).length).toBeGreaterThan(0);
  expect(await content()).toEqual(before);
  await expectSameSums();
  await fill(2);
  await expectSameSums();
  const [row] = await content();
  expect(row?.["flagged"]).toBe("800");
});

async function fill(seed: number): Promise<void> {
  const { spans, adjustments } = sampleLedger({ seed, count: 400, days: 3 });
  const flagged = spans.map((span) => ({
    ...span,
    seq: span.seq + BigInt(seed) * 10_000n,
    flags: ["clock_skew", `${seed}`],
  }));
  await store.loadRows({ table: "spans", source: { bytes: encodeSpanRows(flagged) }, token: `spans-${seed}` });
  const source = { bytes: encodeAdjustmentRows(adjustments) };
  await store.loadRows({ table: "adjustments", source, token: `adjustments-${seed}` });
}

async function content(): Promise<readonly Record<string, unknown>[]> {
  return store.query({
    sql: `SELECT count() AS spans, countIf(has(flags, 'clock_skew')) AS flagged, toString(sum(total_cost)) AS cost,
      groupUniqArray(arrayStringConcat(flags, ' ')) AS lists FROM spans SETTINGS max_execution_time = 20`,
    schema: z.record(z.string(), z.unknown()),
  });
}

/** Every roll-up of costs against spans and adjustments. */
async function expectSameSums(): Promise<void> {
  const sum = (table: string) => `(SELECT (toString(sum(calls)), toString(sum(total_cost))) FROM ${table})`;
  const [row] = await store.query({
    sql: `SELECT ${["usage_hourly", "usage_daily", "tenant_usage_hourly", "tenant_usage_daily"].map((table) => `${sum(table)} AS ${table}`).join(", ")},
      (SELECT (toString(sum(calls)), toString(sum(cost))) FROM (
        SELECT 1 AS calls, if(billing_state = 'cached', 0, total_cost) AS cost FROM spans WHERE booked = 1 AND role != 'none'
        UNION ALL SELECT calls, if(billing_state = 'cached', 0, total_cost) AS cost FROM adjustments)) AS raw
      SETTINGS max_execution_time = 20`,
    schema: z.record(z.string(), z.tuple([z.string(), z.string()])),
  });
  const { raw, ...rollups } = row ?? {};
  expect(Number(raw?.[0])).toBeGreaterThan(100);
  for (const figures of Object.values(rollups)) expect(figures).toEqual(raw);
}
