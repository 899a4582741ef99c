import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/open-test-store.ts";
import { sampleLedger } from "../../test/sample-ledger.ts";
import type { Dimension } from "../registry/dimensions.ts";
import { formatPicoUsd } from "../registry/format-pico-usd.ts";
import type { UsageFilter } from "../registry/usage-filter.ts";
import type { AdjustmentRow } from "../rows/adjustment-row.ts";
import type { SpanRow } from "../rows/span-row.ts";
import { cacheGains } from "./cache-gains.ts";
import { cacheOverTime } from "./cache-over-time.ts";
import { failures } from "./failures.ts";
import { foreignCacheHits } from "./foreign-cache-hits.ts";
import { latency } from "./latency.ts";
import { latencyByDimension } from "./latency-by-dimension.ts";
import { latencyOverTime } from "./latency-over-time.ts";
import { slowestCalls } from "./slowest-calls.ts";
import { totals } from "./totals.ts";

const drawn = sampleLedger({ seed: 21, count: 3000, days: 5 });
const spans = drawn.spans.map((span, index) => ({
  ...span,
  provider: ["openai", "anthropic"][index % 2] ?? "",
  duration_ns: BigInt(1 + ((index * 7919) % 90_000)) * 1_000_000n,
  ttft_ns: index % 3 === 0 ? BigInt(1 + ((index * 104_729) % 4000)) * 1_000_000n : 0n,
  cache_tier: span.billing_state === "cached" ? (index % 3 === 0 ? "semantic" : "exact") : "",
  cache_entry_tenant: span.billing_state === "cached" ? (["", "acme", "globex"][index % 3] ?? "") : "",
  cache_read_cost: span.total_cost === 0n ? 0n : 7n * BigInt(index),
  cache_write_cost: span.total_cost === 0n ? 0n : 11n * BigInt(index),
  error_type: span.status === "error" ? (["429", "timeout", ""][index % 3] ?? "") : "",
}));
const bySeq = new Map(spans.map((span) => [span.seq, span]));
const adjustments = drawn.adjustments.map((row) => {
  const span = bySeq.get(row.seq);
  if (span === undefined) return row;
  const { provider, duration_ns, ttft_ns, cache_tier } = span;
  const factor = row.calls === 0 ? 0n : BigInt(row.calls);
  const costs = { cache_read_cost: span.cache_read_cost * factor, cache_write_cost: span.cache_write_cost * factor };
  return { ...row, provider, duration_ns, ttft_ns, cache_tier, ...costs };
});
const whole = { fromMs: drawn.fromMs, toMs: drawn.toMs };
const odd = { fromMs: drawn.fromMs + 5_000_123, toMs: drawn.toMs - 90_000_777 };
/** True of every call, but of a column that no roll-up has: the spans answer. */
const FROM_SPANS: UsageFilter = { dimension: "user", op: "not_in", values: ["nobody"] };

let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
  await opened.storeSpans(spans);
  await opened.storeAdjustments(adjustments);
});
afterAll(() => opened.dispose());

const reader = () => opened.store.project("default");

describe.each([
  ["whole days", whole],
  ["an odd range", odd],
])("over %s the roll-ups say the same as the spans", (_, range) => {
  const questions: readonly (readonly Dimension[])[] = [["model"], ["feature"], ["provider", "model"], ["tenant"]];

  test.each(questions.map((groupBy) => [groupBy]))("how long calls take, by %j", async (groupBy) => {
    const ask = { range, groupBy: [...groupBy] };
    const answer = await latencyByDimension(reader(), ask);
    expect(answer.rows.some(({ ttft }) => ttft !== null && ttft.p50Ms > 0)).toBe(true);
    expect(rounded(answer)).toEqual(rounded(await latencyByDimension(reader(), { ...ask, filters: [FROM_SPANS] })));
  });

  test.each([...questions, [], ["tenant", "feature"] as const].map((groupBy) => [groupBy]))(
    "what caches gave, by %j",
    async (groupBy) => {
      const ask = { range, groupBy: [...groupBy] };
      const answer = await cacheGains(reader(), ask);
      expect(answer.length).toBeGreaterThan(0);
      expect(answer).toEqual(await cacheGains(reader(), { ...ask, filters: [FROM_SPANS] }));
    },
  );

  test("which codes calls fail with, and it adds up to the errors of the totals", async () => {
    const answer = await failures(reader(), { range });
    expect(answer).toEqual(await failures(reader(), { range, filters: [FROM_SPANS] }));
    const sum = answer.reduce((all, { calls }) => all + calls, 0);
    expect(sum).toBe((await totals(reader(), { range })).current.errors);
  });
});

test("what caches gave is the sum over calls, each at its own plain price", async () => {
  const [answer] = await cacheGains(reader(), { range: odd, groupBy: [] });
  expect(answer).toMatchObject(gainByHand());
  const perHour = await cacheOverTime(reader(), { range: odd, interval: "hour" });
  const hits = [...perHour.values()].reduce((sum, gain) => sum + gain.exactHits, 0);
  expect(hits).toBe(answer?.exactHits);
  const { savedUsd } = (await totals(reader(), { range: odd })).current;
  const { exact, semantic } = gainByHand.saved();
  expect(formatPicoUsd(exact + semantic)).toBe(savedUsd);
});

test("the histogram per bucket has every call once", async () => {
  const { calls } = (await totals(reader(), { range: odd })).current;
  for (const timeZone of ["UTC", "Europe/Berlin"]) {
    const buckets = await latencyOverTime(reader(), { range: odd, interval: "day", timeZone });
    const found = buckets.flatMap(({ histogram }) => histogram).reduce((sum, place) => sum + place.calls, 0);
    expect(found).toBe(calls);
  }
  expect((await latency(reader(), { range: odd }))?.calls).toBe(calls);
});

test("the slowest calls are those that count, longest first", async () => {
  const counted = stateOf();
  const expected = spans
    .filter((span) => inside(span, odd) && counted(span).isCounted)
    .sort((a, b) => Number(b.duration_ns - a.duration_ns))
    .slice(0, 10);
  const found = await slowestCalls(reader(), { range: odd, limit: 10 });
  expect(found.map(({ durationMs }) => durationMs)).toEqual(expected.map((span) => Number(span.duration_ns) / 1e6));
});

test("finds the calls that another tenant's entry answered, by the caller known now", async () => {
  const counted = stateOf();
  const expected = spans.filter((span) => {
    const { isCounted, tenant } = counted(span);
    return (
      isCounted &&
      inside(span, whole) &&
      span.cache_entry_tenant !== "" &&
      tenant !== "" &&
      tenant !== span.cache_entry_tenant
    );
  });
  const found = await foreignCacheHits(reader(), { range: whole, limit: 7 });
  expect(expected.length).toBeGreaterThan(7);
  expect(found.count).toBe(expected.length);
  expect(found.hits).toHaveLength(7);
  expect(found.hits.every(({ tenant, entryTenant }) => tenant !== entryTenant && tenant !== "")).toBe(true);
});

function inside(row: { start_time: bigint }, { fromMs, toMs }: { fromMs: number; toMs: number }): boolean {
  return row.start_time >= BigInt(fromMs) * 1_000_000n && row.start_time < BigInt(toMs) * 1_000_000n;
}

/** Each row of `spans` overlaid with its newest `book` entry. */
function stateOf() {
  const newest = new Map<bigint, AdjustmentRow>();
  for (const row of adjustments) {
    const known = newest.get(row.seq);
    if (row.entry === "book" && (known === undefined || known.revision < row.revision)) newest.set(row.seq, row);
  }
  return (span: SpanRow) => {
    const book = newest.get(span.seq);
    return book === undefined
      ? { isCounted: span.booked === 1, tenant: span.tenant }
      : { isCounted: book.calls === 1, tenant: book.tenant };
  };
}

function booked(): { row: SpanRow | AdjustmentRow; sign: bigint }[] {
  return [
    ...spans.filter((span) => span.booked === 1).map((row) => ({ row, sign: 1n })),
    ...adjustments.map((row) => ({ row, sign: BigInt(row.calls) })),
  ].filter(({ row }) => inside(row, odd));
}

/** The same answered in plain code over the rows that were sent. */
function gainByHand() {
  const rows = booked();
  const count = (of: (row: SpanRow | AdjustmentRow, sign: number) => number) =>
    rows.reduce((sum, { row, sign }) => sum + of(row, Number(sign)), 0);
  const isRated = (row: SpanRow | AdjustmentRow) =>
    row.billing_state !== "cached" &&
    row.cost_status === "priced" &&
    row.uncached_input_tokens !== 0 &&
    row.input_cost !== 0n;
  const plain = (row: SpanRow | AdjustmentRow, tokens: number) =>
    (row.input_cost * BigInt(tokens)) / BigInt(row.uncached_input_tokens);
  const writes = (row: SpanRow | AdjustmentRow) => row.cache_write_5m_tokens + row.cache_write_1h_tokens;
  const money = (of: (row: SpanRow | AdjustmentRow) => bigint) =>
    formatPicoUsd(rows.filter(({ row }) => isRated(row)).reduce((sum, { row }) => sum + of(row), 0n));
  return {
    exactHits: count((row, sign) => (row.billing_state === "cached" && row.cache_tier === "exact" ? sign : 0)),
    readTokens: count((row) => (row.billing_state === "cached" ? 0 : row.cache_read_tokens)),
    readSavedUsd: money((row) => plain(row, row.cache_read_tokens) - row.cache_read_cost),
    writePremiumUsd: money((row) => row.cache_write_cost - plain(row, writes(row))),
    unratedTokens: count((row) =>
      row.billing_state === "cached" || isRated(row) ? 0 : row.cache_read_tokens + writes(row),
    ),
  };
}

gainByHand.saved = () => {
  const sum = (tier: string) =>
    booked()
      .filter(({ row }) => row.billing_state === "cached" && row.cache_tier === tier)
      .reduce((all, { row }) => all + row.total_cost, 0n);
  return { exact: sum("exact"), semantic: sum("semantic") };
};

/** Means are sums of floats, whose order is the database's own. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === "number" ? Number(one.toPrecision(9)) : one,
  );
}
