import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { trace } from "@opentelemetry/api";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, test } from "vitest";
import { createGuard, guardedFetch, SpanledgerProcessor } from "../src/index.ts";
import { startTracing } from "./start-tracing.ts";
import { until } from "./until.ts";

startTracing();
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

const sse = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { "content-type": "text/event-stream" });

/** What a platform in trouble, or something else at its address, does with a request. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "hangs without an answer": () => undefined,
  "closes at once": (response) => void response.destroy(),
  "answers 401": (response) => void response.writeHead(401).end("no"),
  "answers 500 with a page": (response) => void response.writeHead(500).end("<html>".repeat(1_000)),
  "answers with HTML": (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
  "sends garbage events": (response) => {
    sse(response).write(": hi\n\nid\ndata\n\nevent: halt\ndata: {broken\n\nevent: halt\ndata: null\n\n");
    response.write('event: snapshot\ndata: {"halts":7,"budgets":[null,{"budget_id":1},[]],"policy":[]}\n\n');
    response.write('event: halt\ndata: {"trace_id":{"a":1}}\n\nevent: budget\ndata: {"budget_id":"b","scope":[1]}\n\n');
    response.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x0a, 0xc3]));
  },
  "sends ids that no request can carry back": (response) => {
    sse(response).end(`retry: 250\nid: 1-7→\u0007${"x".repeat(100_000)}\nevent: release\ndata: {"trace_id":"a"}\n\n`);
  },
  "sends one event without end": (response) => {
    sse(response).write("event: snapshot\ndata: ");
    const piece = "x".repeat(1_048_576);
    const pour = (): void => {
      while (!response.destroyed && response.write(piece));
    };
    response.on("drain", pour);
    pour();
  },
  "sends events without end": (response) => {
    sse(response);
    const pour = (): void => {
      while (!response.destroyed && response.write("event: nonsense\ndata: {}\n\n".repeat(500)));
    };
    response.on("drain", pour);
    pour();
  },
};

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function troubledPlatform(behave: Behaviour): Promise<{ url: string; readonly requests: number }> {
  const state = { url: "", requests: 0 };
  const server = createServer((request, response) => {
    state.requests += 1;
    response.on("error", () => undefined);
    request.resume();
    behave(response, request);
  });
  state.url = await listen(server);
  ending.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return state;
}

/** An app that makes calls and spans for a while; returns the median microseconds that a guarded call took. */
async function workWith(endpoint: string): Promise<number> {
  const guard = createGuard({ endpoint, apiKey: "sl_x", limits: { perTrace: { calls: 1e9, fanOut: 1e9 } } });
  const provider = new BasicTracerProvider({
    spanProcessors: [new SpanledgerProcessor({ endpoint, apiKey: "sl_x", guard, flushMs: 20, timeoutMs: 200 })],
  });
  ending.push(() => guard.close());
  const answer = new Response('{"usage":{"prompt_tokens":1,"completion_tokens":1}}');
  const guarded = guardedFetch(guard, { fetch: async () => answer.clone() });
  const init = { method: "POST", body: '{"model":"m","messages":[]}' };
  const times: number[] = [];
  for (let call = 0; call < 400; call += 1) {
    await trace.getTracer("app").startActiveSpan("agent", async (span) => {
      const start = performance.now();
      const response = await guarded("https://api.openai.com/v1/chat/completions", init);
      times.push((performance.now() - start) * 1_000);
      await response.text();
      provider
        .getTracer("app")
        .startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } })
        .end();
      span.end();
    });
    if (call % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const started = Date.now();
  await provider.shutdown();
  expect(Date.now() - started).toBeLessThan(5_000);
  return times.sort((left, right) => left - right)[200] ?? Infinity;
}

test.each(Object.entries(BEHAVIOURS))("a platform that %s neither stops nor crashes the app", async (_name, behave) => {
  const platform = await troubledPlatform(behave);
  const median = await workWith(platform.url);
  expect(platform.requests).toBeGreaterThan(0);
  // A waiting call would take milliseconds; what the guard itself adds is measured by bench/exporter.ts.
  expect(median).toBeLessThan(500);
});

test("a platform that refuses connections, or speaks another protocol, neither stops nor crashes the app", async () => {
  expect(await workWith("http://127.0.0.1:9")).toBeLessThan(500);
  const other = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.end("SSH-2.0-OpenSSH_9.6\r\n");
  });
  const url = await listen(other);
  ending.push(() => other.close());
  expect(await workWith(url)).toBeLessThan(500);
});

test("an address that is none is refused with a sentence when the app starts", () => {
  const sentence = '"traces.example" is no address of Spanledger; write it like https://traces.example.org.';
  expect(() => createGuard({ endpoint: "traces.example" })).toThrow(sentence);
  expect(() => new SpanledgerProcessor({ endpoint: "traces.example" })).toThrow(sentence);
});

test("a refused key is tried again after half a minute or more, not in a loop", async () => {
  const platform = await troubledPlatform((response) => void response.writeHead(401).end());
  const guard = createGuard({ endpoint: platform.url, apiKey: "sl_x" });
  ending.push(() => guard.close());
  await until(() => platform.requests === 1, "first request");
  expect(await guard.ready(700)).toBe(false);
  expect(platform.requests).toBe(1);
});
