import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { aSpanRow } from "../../test/a-span-row.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { exportCalls } from "./export-calls.ts";
import { exportFocus } from "./export-focus.ts";
import { exportUsage } from "./export-usage.ts";
import { totals } from "./totals.ts";

const ledger = sampleLedger({ seed: 5, count: 1500, days: 3 });
const range = { fromMs: ledger.fromMs + 1234, toMs: ledger.toMs };
const rates = { firstDay: "2026-03-26", perUsd: ["0.9", "0.917431192661", "0.92", "0.91", "0.9", "0.9", "0.9"] };
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans([
    ...ledger.spans,
    aSpanRow({ project: "formulas", feature: "=1+1", tenant: 'a,"b"', start_time: BigInt(range.fromMs) * 1_000_000n }),
  ]);
  await opened.storeAdjustments(ledger.adjustments);
});
afterAll(() => opened.dispose());

describe.each(["csv", "parquet"] as const)("%s", (format) => {
  test("every group of the cost table, with the sums that the page has", async () => {
    const reader = opened.store.project("default");
    const groupBy = ["feature" as const, "model" as const];
    const page = await costByDimension(reader, { range, groupBy, limit: 1000 });
    const path = await store(await exportUsage(reader, { range, groupBy, format }), format);
    const rows = await readBack(path, "feature, model, cost_usd AS cost, calls");
    const wanted = page.rows.map(({ keys, costUsd, calls }) => ({
      feature: keys[0],
      model: keys[1],
      cost: costUsd,
      calls: String(calls),
    }));
    expect(rows.toSorted(byName)).toEqual(wanted.toSorted(byName));
  });

  test("a series and FOCUS lines add up to the headline, also in euros", async () => {
    const reader = opened.store.project("default");
    const { current } = await totals(reader, { range, rates });
    const series = await exportUsage(reader, {
      range,
      rates,
      currency: "EUR",
      groupBy: ["user"],
      interval: "hour",
      format,
    });
    expect(await readBack(await store(series, format), "sum(cost_eur) AS cost, sum(calls) AS calls")).toEqual([
      { cost: current.costUsd, calls: String(current.calls) },
    ]);
    const focus = await store(await exportFocus(reader, { range, rates, currency: "EUR", format }), format);
    expect(
      await readBack(focus, "sum(BilledCost) AS cost, sum(x_Calls) AS calls, any(BillingCurrency) AS currency"),
    ).toEqual([{ cost: current.costUsd, calls: String(current.calls), currency: "EUR" }]);
  });

  test("the calls add up to the headline too, in their current state", async () => {
    const reader = opened.store.project("default");
    const { current } = await totals(reader, { range });
    const path = await store(await exportCalls(reader, { range, format }), format);
    const spent = "counted = 1 AND billing_state != 'cached'";
    expect(
      await readBack(
        path,
        `sumIf(cost_usd, ${spent}) AS cost, toString(sum(counted)) AS calls, toString(countIf(${spent} AND cost_status = 'unpriced')) AS unpriced`,
      ),
    ).toEqual([{ cost: current.costUsd, calls: String(current.calls), unpriced: String(current.unpricedCalls) }]);
  });
});

test("a CSV cell that a spreadsheet would run is only text; Parquet has it as it is", async () => {
  const reader = opened.store.project("formulas");
  const ask = { range, groupBy: ["feature" as const, "tenant" as const] };
  const csv = await text(await exportUsage(reader, { ...ask, format: "csv" }));
  expect(csv.split("\n")[1]).toMatch(/^"'=1\+1","a,""b""",/);
  const parquet = await store(await exportUsage(reader, { ...ask, format: "parquet" }), "parquet");
  expect(await readBack(parquet, "feature, tenant")).toEqual([{ feature: "=1+1", tenant: 'a,"b"' }]);
});

test("an unknown cost is an empty cell, never 0", async () => {
  const unknown = { range, costStatuses: ["unpriced"], format: "csv" as const };
  const [header, ...rows] = (await text(await exportCalls(opened.store.project("default"), unknown)))
    .trim()
    .split("\n");
  expect(header).toMatch(/,"cost_usd"$/);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row).toMatch(/,$/);
});

test("another project's file has none of it", async () => {
  const reader = opened.store.project("theirs");
  expect((await text(await exportCalls(reader, { range, format: "csv" }))).trim().split("\n")).toHaveLength(1);
  expect(await text(await exportUsage(reader, { range, groupBy: ["feature"], format: "csv" }))).not.toContain("search");
});

let files = 0;
async function store(bytes: AsyncIterable<Uint8Array>, format: string): Promise<string> {
  const path = join(opened.path, `export-${files++}.${format}`);
  await writeFile(path, bytes);
  return path;
}

async function text(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

async function readBack(path: string, select: string): Promise<Record<string, unknown>[]> {
  const format = path.endsWith(".csv") ? "CSVWithNames" : "Parquet";
  const exact = ["cost_usd", "cost_eur", "BilledCost"].map((name) => `${name} Nullable(Decimal(76, 24))`).join(", ");
  const rows = await opened.store.query({
    sql: `SELECT ${select} FROM file('${path}', ${format}) SETTINGS schema_inference_hints = '${exact}'`,
    schema: z.record(z.string(), z.unknown()),
  });
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

/** Decimals without trailing zeros, as the pages have them. */
function plain(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, "") : value;
}

function byName(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return JSON.stringify(a).localeCompare(JSON.stringify(b));
}
