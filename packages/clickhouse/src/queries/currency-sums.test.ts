import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { sumDecimals } from "../registry/sum-decimals.ts";
import type { Dimension } from "../registry/dimensions.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { spendOverTime } from "./spend-over-time.ts";
import { totals } from "./totals.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const ledger = sampleLedger({ seed: 21, count: 4000, days: 30 });
/** A different rate each day, all twelve decimals of it in use. */
const rates = {
  firstDay: new Date(ledger.fromMs).toISOString().slice(0, 10),
  perUsd: Array.from({ length: 30 }, (_, index) => `0.9${String(index * 7 + 11).padStart(3, "0")}40421911`),
};
const { fromMs, toMs } = ledger;
const WINDOWS = {
  "7 days": { fromMs: toMs - 7 * DAY_MS, toMs },
  "30 days": { fromMs, toMs },
  "7 days, edges within an hour": { fromMs: toMs - 7 * DAY_MS + 1_234_567, toMs: toMs - 2 * HOUR_MS - 89 },
  "part of an hour": { fromMs: fromMs + DAY_MS + 1, toMs: fromMs + DAY_MS + HOUR_MS / 2 },
};
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans(ledger.spans);
  await opened.storeAdjustments(ledger.adjustments);
});
afterAll(() => opened.dispose());

test.each(Object.keys(WINDOWS) as (keyof typeof WINDOWS)[])(
  "%s: total = groups = over time = each call at the rate of its day, to the last digit",
  async (name) => {
    const range = WINDOWS[name];
    const reader = opened.store.project("default");
    const expected = byHand(range);
    expect((await totals(reader, { range, rates })).current).toMatchObject(expected);
    for (const groupBy of ["feature", "tenant", "user", "attr:team"] as const satisfies readonly Dimension[]) {
      const { total } = await costByDimension(reader, { range, rates, groupBy: [groupBy], limit: 2 });
      expect(total).toMatchObject(expected);
      for (const timeZone of ["UTC", "Europe/Berlin", "Asia/Kolkata"]) {
        const series = await spendOverTime(reader, { range, rates, groupBy, interval: "day", timeZone, top: 2 });
        expect({ timeZone, ...series.total }).toMatchObject({ timeZone, ...expected });
      }
    }
  },
);

test("both families of roll-ups and the raw rows took part", async () => {
  const reader = opened.store.project("default");
  const plans = await Promise.all(
    (["feature", "tenant", "user"] as const).map((dimension) =>
      costByDimension(reader, { range: WINDOWS["7 days, edges within an hour"], rates, groupBy: [dimension] }),
    ),
  );
  expect([...new Set(plans.flatMap(({ plan }) => plan.map(({ source }) => source)))].sort()).toEqual([
    "raw",
    "tenant_usage_daily",
    "tenant_usage_hourly",
    "usage_daily",
    "usage_hourly",
  ]);
});

test("what a day costs is the same in every window that has it", async () => {
  const reader = opened.store.project("default");
  const day = (range: { fromMs: number; toMs: number }) =>
    spendOverTime(reader, { range, rates, interval: "day" }).then(({ series }) => series[0]?.points.at(-3)?.costUsd);
  expect(await day(WINDOWS["7 days"])).toBe(await day(WINDOWS["30 days"]));
});

test("dollars are not multiplied: the same text as before", async () => {
  const reader = opened.store.project("default");
  const { current } = await totals(reader, { range: WINDOWS["30 days"] });
  const ones = { ...rates, perUsd: rates.perUsd.map(() => "1") };
  const { current: atOne } = await totals(reader, { range: WINDOWS["30 days"], rates: ones });
  expect(current.costUsd).toMatch(/^\d+\.\d{1,12}$/);
  expect(atOne).toEqual(current);
});

/** The same sums in plain code over the rows that were sent. */
function byHand(range: { fromMs: number; toMs: number }) {
  const rows = [
    ...ledger.spans.filter((span) => span.booked === 1).map((row) => ({ row, sign: 1n })),
    ...ledger.adjustments.map((row) => ({ row, sign: BigInt(row.calls) })),
  ].filter(
    ({ row }) =>
      row.start_time >= BigInt(range.fromMs) * 1_000_000n && row.start_time < BigInt(range.toMs) * 1_000_000n,
  );
  const sum = (amount: (entry: (typeof rows)[number]) => bigint) =>
    sumDecimals(rows.map((entry) => product(amount(entry), rateOf(entry.row.start_time))));
  return {
    costUsd: sum(({ row }) => (row.billing_state === "cached" ? 0n : row.total_cost)),
    savedUsd: sum(({ row }) => (row.billing_state === "cached" ? row.total_cost : 0n)),
    reportedUsd: sum(({ row, sign }) => (row.billing_state === "cached" ? 0n : (row.reported_cost ?? 0n) * sign)),
  };
}

function rateOf(startNs: bigint): bigint {
  const index = Number((startNs / 1_000_000n - BigInt(ledger.fromMs)) / BigInt(DAY_MS));
  return BigInt((rates.perUsd[index] ?? "").replace("0.", ""));
}

/** Pico-dollars at a rate in 10^-12, as a decimal of 24 places. */
function product(pico: bigint, rate: bigint): string {
  const digits = (pico < 0n ? -pico * rate : pico * rate).toString().padStart(25, "0");
  return `${pico < 0n ? "-" : ""}${digits.slice(0, -24)}.${digits.slice(-24)}`;
}
