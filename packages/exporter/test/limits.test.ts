import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createGuard, guardedFetch, type GuardOptions, RunawayHaltedError, withAttribution } from "../src/index.ts";
import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import { startTracing } from "./start-tracing.ts";

let provider: FakeProvider;
beforeAll(async () => void (provider = await startFakeProvider()));
afterAll(() => provider.close());
startTracing();

/** Guarded calls without any platform: limits of this process work offline. */
function caller(options: GuardOptions): (model?: string) => Promise<unknown> {
  const guarded = guardedFetch(createGuard({ ...options, stream: false }));
  return async (model = "gpt-5.4-mini") => {
    const init = { method: "POST", body: JSON.stringify({ model, messages: [] }) };
    return (await guarded(`${provider.url}/v1/chat/completions`, init)).json();
  };
}

const inTrace = <Result>(work: () => Promise<Result>): Promise<Result> =>
  trace.getTracer("test").startActiveSpan("agent", async (span) => {
    try {
      return await work();
    } finally {
      span.end();
    }
  });

async function callsUntilHalt(call: () => Promise<unknown>, most = 50): Promise<{ calls: number; error: unknown }> {
  const before = provider.calls.length;
  for (let made = 0; made < most; made += 1) {
    try {
      await call();
    } catch (error) {
      return { calls: provider.calls.length - before, error };
    }
  }
  return { calls: provider.calls.length - before, error: undefined };
}

test("a trace gets exactly as many calls as its limit, the next trace starts at zero", async () => {
  const call = caller({ limits: { perTrace: { calls: 7 } } });
  const first = await inTrace(() => callsUntilHalt(call));
  expect(first.calls).toBe(7);
  expect(first.error).toBeInstanceOf(RunawayHaltedError);
  expect((first.error as RunawayHaltedError).finding).toMatchObject({
    rule: "local_trace_calls",
    source: "limit",
    sentence: "Stopped: this trace reached its limit of 7 model calls.",
  });
  expect((await inTrace(() => callsUntilHalt(call))).calls).toBe(7);
});

test.each([
  // 60 uncached + 40 cached input and 20 output tokens a call.
  ["tokens", { tokens: 600 }, { calls: 5, rule: "local_trace_tokens" }],
  // 60 × 0.75 + 40 × 0.075 + 20 × 4.50 USD per million = 0.000138 a call.
  ["cost", { costUsd: "0.001" }, { calls: 8, rule: "local_trace_cost" }],
])("a trace stops at its limit of %s, read from the answers", async (_name, perTrace, { calls, rule }) => {
  const prices = { "gpt-5.4-mini": { input: "0.75", output: "4.50", cacheRead: "0.075" } };
  const halted = await inTrace(() => callsUntilHalt(caller({ limits: { perTrace }, prices })));
  expect(halted.calls).toBe(calls);
  expect((halted.error as RunawayHaltedError).finding.rule).toBe(rule);
});

test("calls of one trace that are under way at once are limited, and finished ones make room", async () => {
  const call = caller({ limits: { perTrace: { fanOut: 3 } } });
  await inTrace(async () => {
    provider.hold();
    const running = [call(), call(), call()];
    await expect(call()).rejects.toThrow("3 model calls under way");
    await vi.waitFor(() => expect(provider.calls.length).toBeGreaterThanOrEqual(3));
    provider.release();
    await Promise.all(running);
    await call();
  });
});

test("a tenant gets its calls of a minute across traces, other tenants keep theirs", async () => {
  const call = caller({ limits: { perTenantPerMinute: { calls: 4 } } });
  const as = (tenant: string): Promise<{ calls: number }> =>
    withAttribution({ tenant }, () => callsUntilHalt(() => inTrace(call)));
  expect((await as("acme")).calls).toBe(4);
  expect((await as("globex")).calls).toBe(4);
  vi.useFakeTimers({ now: Date.now() + 66_000, toFake: ["Date"] });
  try {
    expect((await as("acme")).calls).toBe(4);
  } finally {
    vi.useRealTimers();
  }
});

test("observing lets every call pass and reports each trace once; a handler may allow a call or throw its own error", async () => {
  const seen: string[] = [];
  const limits = { perTrace: { calls: 2 } };
  const observed = caller({ limits, policy: "observe", onObserved: (refusal) => seen.push(refusal.message) });
  expect((await inTrace(() => callsUntilHalt(observed, 6))).calls).toBe(6);
  expect(seen).toEqual(["Stopped: this trace reached its limit of 2 model calls."]);
  const allowed = caller({ limits, onRefused: () => "allow" });
  expect((await inTrace(() => callsUntilHalt(allowed, 6))).calls).toBe(6);
  const own = caller({
    limits,
    onRefused: () => {
      throw new Error("my own");
    },
  });
  expect(await inTrace(() => callsUntilHalt(own))).toMatchObject({ calls: 2, error: { message: "my own" } });
});

test("a wrong limit or price is refused with a sentence when the guard is made", () => {
  expect(() => createGuard({ stream: false, limits: { perTrace: { costUsd: "5 €" } } })).toThrow(
    '"5 €" is no amount in US dollars; write it like "0.05".',
  );
});
