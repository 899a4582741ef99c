import fc from "fast-check";
import { type Identity, normaliseSpan, type Span } from "@spanledger/telemetry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BillingFixture, openBillingFixture } from "./billing-fixture.ts";
import { corpusScenarios, type Scenario, type TruthCall } from "./corpus-scenarios.ts";
import { type BilledSpan, readBill, readSpans } from "./read-bill.ts";

const scenarios = corpusScenarios();
const AFTER_RECORDING = Date.parse("2026-11-21T20:00:00Z");
let fixture: BillingFixture;

const ONE_SHOT = "one-shot";

beforeAll(async () => {
  fixture = await openBillingFixture(AFTER_RECORDING);
  const process = fixture.startProcess();
  const touched = scenarios.flatMap((scenario) => process.receive(ONE_SHOT, scenario.requests.flat()).touched);
  await process.load();
  await fixture.settle({ writer: process.writer, touched });
}, 300_000);
afterAll(() => fixture.dispose());

describe("every recorded call is billed once, on one row", () => {
  test.each(scenarios)("$name", async (scenario) => {
    const traceIds = [...new Set(scenario.requests.flat().map(({ traceId }) => traceId))];
    const spans = await readSpans(fixture.database.store, ONE_SHOT, traceIds);
    const billed = spans.filter(({ state }) => state.isCounted);
    const taken = new Set<BilledSpan>();
    for (const call of scenario.truth) {
      if (call.telemetry.as !== "usage" || call.usage === null) continue;
      const ids = new Set(call.telemetry.spans?.map(({ span_id }) => hexId(span_id)));
      const carriers = billed.filter((span) => ids.has(span.row.span_id) && !taken.has(span));
      expect(carriers.length, `rows that bill call ${call.n}`).toBe(1);
      const [carrier] = carriers;
      if (carrier === undefined) continue;
      taken.add(carrier);
      expectBuckets(carrier, call);
      const traces = new Set(spans.filter(({ row }) => ids.has(row.span_id)).map(({ row }) => row.trace_id));
      if (traces.size === 1) expectDimensions(carrier, { call, spans: scenario.requests.flat() });
    }
    const measured = scenario.truth.filter(
      ({ telemetry }) => telemetry.as === "usage" || telemetry.as === "usage-differs",
    );
    const others = billed.filter((span) => !taken.has(span) && tokensOf(span) > 0);
    expect(others.length, "billed rows that no provider call explains").toBeLessThanOrEqual(
      measured.length - taken.size + unmeasured(scenario),
    );
  });
});

/** Calls whose usage reached a span in part, or belongs to an error: they may bill what was seen. */
function unmeasured({ truth }: Scenario): number {
  return truth.filter(({ telemetry }) => telemetry.as !== "usage" && telemetry.as !== "usage-differs").length;
}

/** Some exporters write base64 ids; the truth repeats them as sent. */
function hexId(id: string): string {
  return /^[0-9a-f]{16}$/.test(id) ? id : Buffer.from(id, "base64").toString("hex");
}

function tokensOf({ state }: BilledSpan): number {
  return state.uncached_input_tokens + state.cache_read_tokens + state.output_tokens;
}

/** Exact where the payload reports the cache; without any cache count the input is one of the two readings. */
function expectBuckets({ state }: BilledSpan, { usage, n }: TruthCall): void {
  if (usage === null) return;
  const writes = state.cache_write_5m_tokens + state.cache_write_1h_tokens;
  const got = {
    uncached: state.uncached_input_tokens,
    read: state.cache_read_tokens,
    writes,
    output: state.output_tokens,
  };
  const exact = {
    uncached: usage.input_uncached,
    read: usage.cached_read,
    writes: usage.cache_write,
    output: usage.output_total,
  };
  const unreported = { uncached: usage.input_total, read: 0, writes: 0, output: usage.output_total };
  const excluded = { ...unreported, uncached: usage.input_uncached };
  expect([exact, unreported, excluded], `buckets of call ${n}`).toContainEqual(got);
}

const DIMENSIONS = [
  ["tenant", "tenant", "tenant"],
  ["user_id", "user", "user"],
  ["session_id", "session", "session"],
  ["feature", "feature", "feature"],
  ["prompt_version", "promptVersion", "prompt_version"],
] as const;

/** What the call or any span above it says of the truth is on the bill, wherever it was said. */
function expectDimensions(
  { row, state }: BilledSpan,
  { call, spans }: { readonly call: TruthCall; readonly spans: readonly Span[] },
): void {
  const byId = new Map(spans.map((span) => [span.traceId + span.spanId, span]));
  const said: Identity[] = [];
  for (let span = byId.get(row.trace_id + row.span_id); span !== undefined;) {
    said.push(normaliseSpan(span).identity);
    span = byId.get(span.traceId + span.parentSpanId);
  }
  for (const [column, dimension, truth] of DIMENSIONS) {
    const expected = call.ctx?.[truth];
    const isSaid = said.some(({ own, trace }) => own[dimension] === expected || trace[dimension] === expected);
    if (expected === undefined || !isSaid) continue;
    expect(state[column], `${truth} of call ${call.n}`).toBe(expected);
  }
}

describe("however the spans arrive", () => {
  test(
    "shuffled, split, repeated, over two processes and a restart, every total ends up as in one request",
    { timeout: 600_000 },
    async () => {
      const { store } = fixture.database;
      const expected = await readBill(store, ONE_SHOT);
      expect(expected.lines.length).toBeGreaterThan(0);
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const projectId = `round ${(round += 1)}`;
          const corrections = await deliver(projectId, randomFrom(seed));
          expect(corrections, "a delivery that needs no correction proves nothing").toBeGreaterThan(0);
          expect(await readBill(store, projectId)).toEqual(expected);
          expect(await fixture.settle(), "entries of a second run").toBe(0);
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
  );
});

type Random = () => number;

/** Two processes take every scenario's spans in random requests; the first is killed half way and starts again. */
async function deliver(projectId: string, random: Random): Promise<number> {
  let corrections = 0;
  const processes = [fixture.startProcess(), fixture.startProcess()];
  for (const half of ["before", "after"] as const) {
    for (const scenario of scenarios) {
      const requests = splitAtRandom(scenario.requests.flat(), random);
      const middle = Math.floor(requests.length / 2);
      for (const spans of half === "before" ? requests.slice(0, middle + 1) : requests) {
        const process = processes[random() < 0.5 ? 0 : 1];
        if (random() < 0.1) process?.fail(projectId, spans);
        if (half === "before" && random() < 0.1) continue;
        process?.receive(projectId, spans);
      }
    }
    for (const process of processes) await process.load();
    if (random() < 0.7) corrections += await fixture.settle();
    processes[0] = fixture.startProcess();
  }
  return corrections + (await fixture.settle());
}

/** The spans in random order and request sizes, some of them twice. */
function splitAtRandom(spans: readonly Span[], random: Random): Span[][] {
  const repeated = [...spans, ...spans.filter(() => random() < 0.3)];
  for (let index = repeated.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [repeated[index], repeated[other]];
    if (left === undefined || right === undefined) continue;
    repeated[index] = right;
    repeated[other] = left;
  }
  const requests: Span[][] = [];
  while (repeated.length > 0) requests.push(repeated.splice(0, 1 + Math.floor(random() * 8)));
  return requests;
}

/** mulberry32 */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
