import { trace } from "@opentelemetry/api";
import Anthropic from "@anthropic-ai/sdk";
import * as v5 from "ai-v5";
import * as v6 from "ai-v6";
import * as v7 from "ai-v7";
import { MockLanguageModelV2 } from "ai-v5/test";
import { MockLanguageModelV3 } from "ai-v6/test";
import { MockLanguageModelV4 } from "ai-v7/test";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createGuard,
  type Guard,
  guardClient,
  guardedFetch,
  guardMiddleware,
  refusalOf,
  RunawayHaltedError,
} from "../src/index.ts";
import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import { startTracing } from "./start-tracing.ts";

let provider: FakeProvider;
beforeAll(async () => void (provider = await startFakeProvider()));
afterAll(() => provider.close());
startTracing();

const inTrace = <Result>(work: () => Promise<Result>): Promise<Result> =>
  trace.getTracer("test").startActiveSpan("agent", async (span) => work().finally(() => span.end()));

const twoCalls = (): Guard => createGuard({ stream: false, limits: { perTrace: { calls: 2 } } });
const untilTokens = (tokens: number): Guard => createGuard({ stream: false, limits: { perTrace: { tokens } } });

const question = { model: "gpt-5.4-mini", messages: [{ role: "user" as const, content: "Hi" }] };
const openai = (guard: Guard, options: object = {}): OpenAI =>
  guardClient(new OpenAI({ apiKey: "k", baseURL: `${provider.url}/v1`, ...options }), guard, "openai");
const anthropic = (guard: Guard): Anthropic =>
  guardClient(new Anthropic({ apiKey: "k", baseURL: provider.url }), guard, "anthropic");
const claude = { model: "claude-sonnet-5", max_tokens: 100, messages: question.messages };

let before = 0;
beforeEach(() => (before = provider.calls.length));
const reached = (): number => provider.calls.length - before;

test("the OpenAI client throws the refusal itself, at once, without a retry", async () => {
  const client = openai(twoCalls());
  await inTrace(async () => {
    await client.chat.completions.create(question);
    await client.chat.completions.create(question);
    await expect(client.chat.completions.create(question)).rejects.toBeInstanceOf(RunawayHaltedError);
  });
  expect(reached()).toBe(2);
  expect(provider.calls.every(({ headers }) => headers["x-spanledger-admission"] === undefined)).toBe(true);
});

test("each retry of the OpenAI client counts as a call: a storm of retries is stopped", async () => {
  provider.failWith(503);
  const client = openai(twoCalls(), { maxRetries: 5 });
  await expect(inTrace(() => client.chat.completions.create(question))).rejects.toBeInstanceOf(RunawayHaltedError);
  provider.failWith(undefined);
  expect(reached()).toBe(2);
});

test.each<[string, number, (guard: Guard) => Promise<unknown>]>([
  ["OpenAI, whole answer", 120, (guard: Guard) => openai(guard).chat.completions.create(question)],
  [
    "OpenAI, streamed",
    120,
    async (guard: Guard) => {
      for await (const _ of await openai(guard).chat.completions.create({ ...question, stream: true }));
    },
  ],
  ["Anthropic, whole answer", 160, (guard: Guard) => anthropic(guard).messages.create(claude)],
  [
    "Anthropic, streamed",
    160,
    async (guard: Guard) => {
      for await (const _ of anthropic(guard).messages.stream(claude));
    },
  ],
])("tokens are read from the answer: %s", async (_name, tokens, call) => {
  await inTrace(async () => {
    const exact = untilTokens(tokens);
    await call(exact);
    // Anthropic's helper for streams wraps every error; the refusal is its cause.
    expect(refusalOf(await call(exact).catch((error: unknown) => error))).toBeInstanceOf(RunawayHaltedError);
  });
  await inTrace(async () => {
    const oneMore = untilTokens(tokens + 1);
    await call(oneMore);
    await call(oneMore);
  });
});

test("the Anthropic client throws the refusal itself, at once, without a retry", async () => {
  const client = anthropic(twoCalls());
  await inTrace(async () => {
    await client.messages.create(claude);
    await client.messages.create(claude);
    await expect(client.messages.create(claude)).rejects.toBeInstanceOf(RunawayHaltedError);
  });
  expect(reached()).toBe(2);
});

test("a plain fetch option works for clients that wrap errors, and can answer instead of throwing", async () => {
  const throwing = new OpenAI({
    apiKey: "k",
    baseURL: `${provider.url}/v1`,
    fetch: guardedFetch(twoCalls()),
    maxRetries: 0,
  });
  const answering = new OpenAI({
    apiKey: "k",
    baseURL: `${provider.url}/v1`,
    fetch: guardedFetch(twoCalls(), { refuseWith: "response" }),
  });
  const third = (client: OpenAI): Promise<unknown> =>
    inTrace(async () => {
      await client.chat.completions.create(question);
      await client.chat.completions.create(question);
      return client.chat.completions.create(question).catch((error: unknown) => error);
    });
  expect(refusalOf(await third(throwing))).toBeInstanceOf(RunawayHaltedError);
  expect(await third(answering)).toMatchObject({ status: 403, code: "RunawayHaltedError" });
  expect(reached()).toBe(4);
});

test("requests that ask no model pass unguarded and uncounted", async () => {
  const guard = createGuard({ stream: false, limits: { perTrace: { calls: 0 } } });
  const fetchFile = guardedFetch(guard);
  await inTrace(async () => {
    expect((await fetchFile(`${provider.url}/v1/files`, { method: "POST", body: "{}" })).status).toBe(200);
    expect((await fetchFile(`${provider.url}/v1/messages/count_tokens`, { method: "POST", body: "{}" })).ok).toBe(true);
  });
});

const usage2 = { inputTokens: 100, outputTokens: 20, totalTokens: 120 };
const usage3 = {
  inputTokens: { total: 100, noCache: 60, cacheRead: 40, cacheWrite: 0 },
  outputTokens: { total: 20, text: 20, reasoning: 0 },
};
const content = [{ type: "text" as const, text: "Hi" }];
const parts = (finish: object): ReadableStream => ReadableStream.from([{ type: "stream-start", warnings: [] }, finish]);
const finish2 = { type: "finish", finishReason: "stop", usage: usage2 };
const finish3 = { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage: usage3 };

const generate = {
  5: (guard: Guard) => {
    const model = new MockLanguageModelV2({
      doGenerate: async () => ({ content, finishReason: "stop", usage: usage2, warnings: [] }),
      doStream: async () => ({ stream: parts(finish2) }),
    });
    const guarded = v5.wrapLanguageModel({ model, middleware: guardMiddleware(guard) });
    return {
      whole: () => v5.generateText({ model: guarded, prompt: "Hi" }),
      streamed: async () => v5.streamText({ model: guarded, prompt: "Hi", onError: () => undefined }).consumeStream(),
    };
  },
  6: (guard: Guard) => {
    const finishReason = { unified: "stop" as const, raw: "stop" };
    const model = new MockLanguageModelV3({
      doGenerate: async () => ({ content, finishReason, usage: usage3, warnings: [] }),
      doStream: async () => ({ stream: parts(finish3) }),
    });
    const guarded = v6.wrapLanguageModel({ model, middleware: guardMiddleware(guard) });
    return {
      whole: () => v6.generateText({ model: guarded, prompt: "Hi" }),
      streamed: async () => v6.streamText({ model: guarded, prompt: "Hi", onError: () => undefined }).consumeStream(),
    };
  },
  7: (guard: Guard) => {
    const finishReason = { unified: "stop" as const, raw: "stop" };
    const model = new MockLanguageModelV4({
      doGenerate: async () => ({ content, finishReason, usage: usage3, warnings: [] }),
      doStream: async () => ({ stream: parts(finish3) }),
    });
    const guarded = v7.wrapLanguageModel({ model, middleware: guardMiddleware(guard) });
    return {
      whole: () => v7.generateText({ model: guarded, prompt: "Hi" }),
      streamed: async () => v7.streamText({ model: guarded, prompt: "Hi", onError: () => undefined }).consumeStream(),
    };
  },
} as const;

test.each([5, 6, 7] as const)(
  "the Vercel AI SDK %s is guarded by its middleware, with its token counts",
  async (version) => {
    await inTrace(async () => {
      const calls = generate[version](untilTokens(240));
      await calls.whole();
      await calls.streamed();
      await expect(calls.whole()).rejects.toBeInstanceOf(RunawayHaltedError);
    });
  },
);
