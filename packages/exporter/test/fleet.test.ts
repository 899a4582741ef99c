import { trace } from "@opentelemetry/api";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  BudgetExceededError,
  createGuard,
  type Guard,
  guardedFetch,
  type GuardOptions,
  GuardUnavailableError,
  RunawayHaltedError,
  withAttribution,
} from "../src/index.ts";
import { type FakePlatform, type FakePlatformOptions, startFakePlatform } from "./fake-platform.ts";
import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import { startTracing } from "./start-tracing.ts";
import { until } from "./until.ts";

let provider: FakeProvider;
const open: { close(): unknown }[] = [];
beforeAll(async () => void (provider = await startFakeProvider()));
afterAll(() => provider.close());
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const { exporter } = startTracing();

async function connect(
  platformOptions: FakePlatformOptions = {},
  options: GuardOptions = {},
): Promise<{ platform: FakePlatform; guard: Guard; call: () => Promise<unknown> }> {
  const platform = await startFakePlatform(platformOptions);
  const guard = createGuard({ endpoint: platform.url, apiKey: "sl_test", ...options });
  open.push(guard, platform);
  expect(await guard.ready()).toBe(true);
  return { platform, guard, call: caller(guard) };
}

function caller(guard: Guard): () => Promise<unknown> {
  const guarded = guardedFetch(guard, { provider: "openai" });
  const init = { method: "POST", body: JSON.stringify({ model: "gpt-5.4-mini", max_tokens: 100 }) };
  return async () => (await guarded(`${provider.url}/v1/chat/completions`, init)).json();
}

const inTrace = <Result>(work: (traceId: string) => Promise<Result>): Promise<Result> =>
  trace.getTracer("test").startActiveSpan("agent", { root: true }, async (span) => {
    try {
      return await work(span.spanContext().traceId);
    } finally {
      span.end();
    }
  });

const haltOf = (traceId: string, more: object = {}): object => ({
  trace_id: traceId,
  rule: "same_tool_call",
  severity: "critical",
  sentence: "The tool search was called 6 times with the same arguments.",
  first_span_id: "b7ad6b7169203331",
  evidence_span_ids: ["b7ad6b7169203331"],
  spent_usd: "1.25",
  detected_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + 60_000).toISOString(),
  action: "block",
  ...more,
});

const budgetOf = (more: object = {}): object => ({
  budget_id: "b1",
  name: "acme a month",
  scope: { tenant: "acme" },
  state: "open",
  limit_usd: "200",
  spent_usd: "199.5",
  grace_usd: "0",
  resets_at: new Date(Date.now() + 60_000).toISOString(),
  enforce: "none",
  ...more,
});

test("a halt stops the next call of its trace with the platform's finding, other traces go on, a release lets it go on", async () => {
  const { platform, call } = await connect();
  expect(platform.streamRequests[0]?.authorization).toBe("Bearer sl_test");
  await inTrace(async (traceId) => {
    await call();
    platform.send("halt", haltOf(traceId));
    const error = await firstError(call);
    expect(error).toBeInstanceOf(RunawayHaltedError);
    expect((error as RunawayHaltedError).finding).toMatchObject({
      rule: "same_tool_call",
      traceId,
      spentUsd: "1.25",
      source: "platform",
      evidenceSpanIds: ["b7ad6b7169203331"],
    });
    await inTrace(() => call());
    platform.send("release", { trace_id: traceId });
    await until(() => platform.streamRequests.length === 1, "still one connection");
    await eventually(call);
  });
  const refused = exporter.getFinishedSpans().flatMap((span) => span.events);
  expect(refused.map((event) => event.name)).toContain("spanledger.guard.refused");
});

test("a halt that only observes lets calls pass and is reported; an expired one does nothing", async () => {
  const seen: string[] = [];
  const { platform, call } = await connect({}, { onObserved: (refusal) => seen.push(refusal.message) });
  await inTrace(async (traceId) => {
    platform.send("halt", haltOf(traceId, { action: "observe" }));
    await until(() => {
      void call();
      return seen.length > 0;
    }, "reported");
    platform.send("halt", haltOf(traceId, { expires_at: "2020-01-01T00:00:00Z" }));
    await call();
  });
  expect(seen).toEqual(["The tool search was called 6 times with the same arguments."]);
});

test("a lost connection comes back and resumes after the last event it saw; what was known still holds", async () => {
  const { platform, guard, call } = await connect();
  await inTrace(async (traceId) => {
    platform.send("halt", haltOf(traceId), "1-7");
    await firstError(call);
    platform.dropStreams();
    await until(() => platform.streamRequests.length === 2, "connected again");
    expect(platform.streamRequests[1]?.["last-event-id"]).toBe("1-7");
    await until(() => guard.connected, "known to be connected");
    await expect(call()).rejects.toBeInstanceOf(RunawayHaltedError);
  });
});

test("a used-up budget refuses the calls it covers until it starts again", async () => {
  const snapshot = { halts: [], budgets: [budgetOf({ state: "blocked" })], policy: { mode: "block" } };
  const { platform, call } = await connect({ snapshot });
  const as = (tenant: string): Promise<unknown> => withAttribution({ tenant }, call);
  await as("globex");
  await expect(as("acme")).rejects.toBeInstanceOf(BudgetExceededError);
  await expect(as("acme")).rejects.toMatchObject({ budget: { name: "acme a month", limitUsd: "200" } });
  platform.send("budget", budgetOf({ state: "blocked", resets_at: new Date(Date.now() - 1).toISOString() }));
  await eventually(() => as("acme"));
  platform.send("budget", budgetOf({ state: "blocked" }));
  await firstError(() => as("acme"));
  platform.send("budget_removed", { budget_id: "b1", scope: { tenant: "acme" } });
  await eventually(() => as("acme"));
  expect(platform.reservations).toEqual([]);
});

test("a budget that blocks does so in a project that only observes runaways; an app that observes is told of it", async () => {
  const budgets = [budgetOf({ state: "blocked", scope: {} })];
  const snapshot = { halts: [], budgets, policy: { mode: "observe" } };
  const { call } = await connect({ snapshot });
  await expect(call()).rejects.toBeInstanceOf(BudgetExceededError);
  const seen: string[] = [];
  const onObserved = (refusal: Error): unknown => seen.push(refusal.name);
  const observing = await connect({ snapshot }, { policy: "observe", onObserved });
  await observing.call();
  expect(seen).toEqual(["BudgetExceededError"]);
});

test("near its limit a budget is asked before the call, told the real cost after it, and the span names the reservation", async () => {
  const snapshot = { halts: [], budgets: [budgetOf({ enforce: "reserve" })], policy: { mode: "block" } };
  const prices = { "gpt-5.4-mini": { input: "0.75", output: "4.50" } };
  let granted = true;
  const { platform, call } = await connect(
    {
      snapshot,
      onReservation: (_body, response) => {
        const refusal = { granted: false, budget: budgetOf({ spent_usd: "200" }) };
        const grant = { granted: true, reservation_id: "r-1", expires_at: new Date(Date.now() + 60_000).toISOString() };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(granted ? grant : refusal));
      },
    },
    { prices, service: "shop" },
  );
  const asAcme = (): Promise<unknown> =>
    withAttribution({ tenant: "acme", feature: "chat", attributes: { "app.plan": "pro" } }, () => inTrace(call));
  await asAcme();
  await withAttribution({ tenant: "globex" }, call);
  await until(() => platform.reservations.length === 2, "settled");
  expect(platform.reservations[0]).toMatchObject({
    path: "/v1/guard/reservations",
    body: {
      dimensions: { tenant: "acme", feature: "chat", model: "gpt-5.4-mini", service: "shop", "attr:app.plan": "pro" },
      // 11 tokens of request and at most 100 of answer.
      estimated_usd: "0.00045825",
      idempotency_key: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  // 100 input and 20 output tokens.
  expect(platform.reservations[1]).toMatchObject({
    path: "/v1/guard/reservations/r-1/settle",
    body: { spent_usd: "0.000165" },
  });
  const spans = exporter.getFinishedSpans().map((span) => span.attributes["spanledger.reservation_id"]);
  expect(spans).toContain("r-1");
  provider.failWith(500);
  await asAcme();
  provider.failWith(undefined);
  await until(() => platform.reservations.some(({ method }) => method === "DELETE"), "given back after a failed call");
  granted = false;
  await expect(asAcme()).rejects.toMatchObject({ name: "BudgetExceededError", budget: { spentUsd: "200" } });
});

test("a reservation that cannot be made lets the call pass when failing open, and refuses it when failing closed", async () => {
  const snapshot = { halts: [], budgets: [budgetOf({ enforce: "reserve" })], policy: { mode: "block" } };
  const hang = { snapshot, onReservation: () => undefined };
  const lenient = await connect(hang, { reservationTimeoutMs: 50 });
  await withAttribution({ tenant: "acme" }, lenient.call);
  const strict = await connect(hang, { reservationTimeoutMs: 50, whenUnreachable: "closed" });
  await expect(withAttribution({ tenant: "acme" }, strict.call)).rejects.toBeInstanceOf(GuardUnavailableError);
});

test("failing closed refuses calls before the platform was reached, failing open makes them", async () => {
  const endpoint = "http://127.0.0.1:9";
  const closed = createGuard({ endpoint, apiKey: "sl_test", whenUnreachable: "closed" });
  const lenient = createGuard({ endpoint, apiKey: "sl_test" });
  open.push(closed, lenient);
  expect(await closed.ready(50)).toBe(false);
  await expect(caller(closed)()).rejects.toBeInstanceOf(GuardUnavailableError);
  await caller(lenient)();
});

/** Calls until one is refused. */
async function firstError(call: () => Promise<unknown>): Promise<unknown> {
  const deadline = Date.now() + 5_000;
  while (Date.now() < deadline) {
    try {
      await call();
    } catch (error) {
      return error;
    }
  }
  throw new Error("No call was refused within 5 s.");
}

/** Calls until one is allowed. */
async function eventually(call: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
