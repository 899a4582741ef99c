import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { spendOverTime } from "./spend-over-time.ts";
import { totals } from "./totals.ts";

const COUNT = 10_000_000;
const START_MS = 1_790_000_000_000;
const range = { fromMs: START_MS - 500_000, toMs: START_MS + 20_000_000 };
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.store.command(
    `INSERT INTO spans (project, feature, user_id, role, request_model, start_time, billing_state, booked, cost_status, total_cost, seq)
     SELECT 'tiny', toString(number % 3), toString(number % 2), 'call', 'm', fromUnixTimestamp64Milli({start: Int64} + toInt64(number), 'UTC'),
       'billed', 1, 'priced', toDecimal64('0.000000000001', 12) * (1 + number % 7), number
     FROM numbers({count: UInt64})`,
    { start: START_MS, count: COUNT },
  );
}, 240_000);
afterAll(() => opened.dispose());

/** Sum of 1 + n % 7 over the numbers below COUNT, in pico-dollars. */
const EXPECTED = (() => {
  const rest = Array.from({ length: COUNT % 7 }, (_, index) => index + 1).reduce((sum, value) => sum + value, 0);
  return BigInt(Math.floor(COUNT / 7)) * 28n + BigInt(rest);
})();
const EXPECTED_USD = `0.${EXPECTED.toString().padStart(12, "0").replace(/0+$/, "")}`;

test(
  "ten million tiny costs add up to the last pico-dollar, from roll-ups, raw rows and over time",
  { timeout: 60_000 },
  async () => {
    const reader = opened.store.project("tiny");
    const { current } = await totals(reader, { range });
    const rollup = await costByDimension(reader, { range, groupBy: ["feature"] });
    const raw = await costByDimension(reader, { range, groupBy: ["user"] });
    const series = await spendOverTime(reader, { range, interval: "hour" });
    expect(current).toMatchObject({ calls: COUNT, costUsd: EXPECTED_USD });
    expect(rollup.plan.some((segment) => segment.source === "usage_hourly")).toBe(true);
    expect(raw.plan.map((segment) => segment.source)).toEqual(["raw"]);
    for (const answer of [rollup, raw, series])
      expect(answer.total).toMatchObject({ calls: COUNT, costUsd: EXPECTED_USD });
  },
);
