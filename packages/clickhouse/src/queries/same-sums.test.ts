import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import { parsePicoUsd } from "../registry/parse-pico-usd.ts";
import type { Dimension } from "../registry/dimensions.ts";
import type { Usage } from "../registry/usage.ts";
import type { UsageFilter } from "../registry/usage-filter.ts";
import type { AdjustmentRow } from "../rows/adjustment-row.ts";
import type { SpanRow } from "../rows/span-row.ts";
import { costByDimension } from "./cost-by-dimension.ts";
import { spendOverTime } from "./spend-over-time.ts";
import { totals } from "./totals.ts";

const ledger = sampleLedger({ seed: 7, count: 3000, days: 5 });
let test_: TestStore;

beforeAll(async () => {
  test_ = await openTestStore();
  await test_.storeSpans(ledger.spans);
  await test_.storeAdjustments(ledger.adjustments);
});
afterAll(() => test_.dispose());

const NAMED = {
  feature: "feature",
  tenant: "tenant",
  environment: "environment",
  prompt_name: "prompt_name",
  prompt_version: "prompt_version",
  user: "user_id",
  agent: "agent",
  response_model: "response_model",
} as const;
const ALL: readonly Dimension[] = [...(Object.keys(NAMED) as (keyof typeof NAMED)[]), "model", "attr:team"];

const dimension = fc.constantFrom(...ALL);
const filter: fc.Arbitrary<UsageFilter> = fc.record({
  dimension: fc.constantFrom(...ALL),
  op: fc.constantFrom("in", "not_in"),
  values: fc.uniqueArray(
    fc.constantFrom("", "search", "it's", "acme", "production", "u1", "gpt-4o", "2", "inherited", "red"),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
});
const edge = fc.oneof(
  fc.integer({ min: ledger.fromMs, max: ledger.toMs }),
  fc.integer({ min: 0, max: 120 }).map((hours) => ledger.fromMs + hours * 3_600_000),
);
const range = fc.tuple(edge, edge).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));

test(
  "group-by = total = sum over time = sum over traces = spans + adjustments, whatever the plan",
  { timeout: 120_000 },
  async () => {
    const reader = test_.store.project("default");
    await fc.assert(
      fc.asyncProperty(range, fc.array(filter, { maxLength: 2 }), dimension, async (within, filters, groupBy) => {
        const expected = byHand(within, filters);
        const grouped = await costByDimension(reader, { range: within, filters, groupBy: [groupBy], limit: 2 });
        const traces = await costByDimension(reader, { range: within, filters, groupBy: ["trace"], limit: 1000 });
        const total = await totals(reader, { range: within, filters });
        const zones = ["UTC", "Europe/Berlin", "Asia/Kolkata"];
        for (const timeZone of zones) {
          for (const interval of ["hour", "day"] as const) {
            const series = await spendOverTime(reader, { range: within, filters, groupBy, interval, timeZone, top: 2 });
            expect({ timeZone, interval, ...amounts(series.total) }).toEqual({ timeZone, interval, ...expected });
          }
        }
        expect(amounts(total.current)).toEqual(expected);
        expect(amounts(grouped.total)).toEqual(expected);
        expect(amounts(traces.total)).toEqual(expected);
      }),
      { numRuns: 15, seed: 11 },
    );
  },
);

interface Amounts {
  readonly calls: number;
  readonly errors: number;
  readonly unpriced: number;
  readonly noUsage: number;
  readonly cached: number;
  readonly tokens: number;
  readonly cost: bigint;
  readonly saved: bigint;
  readonly reported: bigint;
}

function amounts(usage: Usage): Amounts {
  return {
    calls: usage.calls,
    errors: usage.errors,
    unpriced: usage.unpricedCalls,
    noUsage: usage.noUsageCalls,
    cached: usage.cachedCalls,
    tokens: usage.inputUncachedTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens,
    cost: parsePicoUsd(usage.costUsd ?? "0"),
    saved: parsePicoUsd(usage.savedUsd),
    reported: parsePicoUsd(usage.reportedUsd),
  };
}

/** The same question answered in plain code over the rows that were sent. */
function byHand({ fromMs, toMs }: { fromMs: number; toMs: number }, filters: readonly UsageFilter[]): Amounts {
  const booked = ledger.spans.filter((span) => span.booked === 1).map((row) => ({ row, sign: 1 }));
  const corrections = ledger.adjustments.map((row) => ({ row, sign: row.calls }));
  const all = [...booked, ...corrections].filter(
    ({ row }) =>
      row.start_time >= BigInt(fromMs) * 1_000_000n &&
      row.start_time < BigInt(toMs) * 1_000_000n &&
      filters.every((one) => one.values.includes(valueOf(row, one.dimension)) === (one.op === "in")),
  );
  const sum = (value: (row: SpanRow | AdjustmentRow, sign: number) => number) =>
    all.reduce((result, { row, sign }) => result + value(row, sign), 0);
  const money = (value: (row: SpanRow | AdjustmentRow, sign: bigint) => bigint) =>
    all.reduce((result, { row, sign }) => result + value(row, BigInt(sign)), 0n);
  const spent = (row: SpanRow | AdjustmentRow) => row.billing_state !== "cached";
  return {
    calls: sum((_, sign) => sign),
    errors: sum((row, sign) => (row.status === "error" ? sign : 0)),
    unpriced: sum((row, sign) => (spent(row) && row.cost_status === "unpriced" ? sign : 0)),
    noUsage: sum((row, sign) => (spent(row) && row.cost_status === "no_usage" ? sign : 0)),
    cached: sum((row, sign) => (spent(row) ? 0 : sign)),
    tokens: sum((row) =>
      spent(row)
        ? row.uncached_input_tokens +
          row.cache_read_tokens +
          row.cache_write_5m_tokens +
          row.cache_write_1h_tokens +
          row.output_tokens
        : 0,
    ),
    cost: money((row) => (spent(row) ? row.total_cost : 0n)),
    saved: money((row) => (spent(row) ? 0n : row.total_cost)),
    reported: money((row, sign) => (spent(row) ? (row.reported_cost ?? 0n) * sign : 0n)),
  };
}

const teams = new Map(ledger.spans.map((span) => [span.seq, span.attributes.get("team") ?? ""]));

function valueOf(row: SpanRow | AdjustmentRow, one: Dimension): string {
  if (one === "attr:team") return teams.get(row.seq) ?? "";
  if (one === "model") return row.request_model || row.response_model;
  return row[NAMED[one as keyof typeof NAMED]];
}
