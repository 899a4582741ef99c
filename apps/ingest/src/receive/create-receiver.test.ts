import { gzipSync } from "node:zlib";
import { JsonTraceSerializer, ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { afterEach, describe, expect, test } from "vitest";
import { KEYS, type PostInit, startReceiver, type TestReceiver } from "../../test/start-receiver.ts";
import type { ReceiverOptions } from "./receiver.ts";

const SPAN = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", name: "chat" };
const PROTOBUF = { "content-type": "application/x-protobuf" };

let running: TestReceiver | undefined;

afterEach(async () => {
  await running?.receiver.close();
  running = undefined;
});

async function start(overrides: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  running = await startReceiver(overrides);
  return running;
}

function traces(...spans: readonly object[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

describe("what is taken", () => {
  test.each(["/v1/traces", "/v1/traces/", "/otel/v1/traces", "/api/public/otel/v1/traces", "/v1/traces?x=1"])(
    "POST %s",
    async (path) => {
      const { post, batches } = await start();
      const response = await post(path, { body: traces(SPAN) });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(await response.json()).toEqual({});
      expect(batches).toMatchObject([
        { signal: "traces", projectId: "default", keyTenant: "", receivedAtMs: 1_795_248_885_574, spans: [SPAN] },
      ]);
    },
  );

  test("log records, with the tenant of the key", async () => {
    const { post, batches } = await start();
    const body = JSON.stringify({
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ eventName: "e", timeUnixNano: "5" }] }] }],
    });
    const response = await post("/v1/logs", { body, headers: { authorization: `Bearer ${KEYS.tenant}` } });
    expect(response.status).toBe(200);
    expect(batches).toMatchObject([{ signal: "logs", keyTenant: "acme", logs: [{ eventName: "e", timeNs: 5n }] }]);
  });

  test.each<[string, PostInit]>([
    ["gzip", { body: gzipSync(traces(SPAN)), headers: { "content-encoding": "gzip" } }],
    ["identity", { body: traces(SPAN), headers: { "content-encoding": "identity" } }],
    ["chunks", { body: chunked(traces(SPAN)) }],
    ["gzip in chunks", { body: chunked(gzipSync(traces(SPAN))), headers: { "content-encoding": "gzip" } }],
    ["a charset", { body: traces(SPAN), headers: { "content-type": "Application/JSON; charset=utf-8" } }],
  ])("a body with %s", async (_, init) => {
    const { post, batches } = await start();
    expect((await post("/v1/traces", init)).status).toBe(200);
    expect(batches).toHaveLength(1);
  });

  test("an empty request, without bothering anyone with it", async () => {
    const { post, batches } = await start();
    const response = await post("/v1/traces", { body: new Uint8Array(0), headers: PROTOBUF });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
    expect(batches).toEqual([]);
  });

  test.each([
    ["Bearer", { authorization: `Bearer ${KEYS.good}` }],
    ["bearer, percent-encoded", { authorization: `bearer%20${KEYS.good}` }],
    ["x-api-key", { authorization: "", "x-api-key": KEYS.good }],
    ["x-api-key, percent-encoded", { authorization: "", "x-api-key": KEYS.good.replace("_", "%5F") }],
    ["a Basic password", { authorization: `Basic ${btoa(`anyone:${KEYS.good}`)}` }],
    [
      "a Basic password, percent-encoded",
      { authorization: `Basic%20${encodeURIComponent(btoa(`anyone:${KEYS.good}`))}` },
    ],
  ])("a key as %s", async (_, headers) => {
    const { post } = await start();
    expect((await post("/v1/traces", { headers })).status).toBe(200);
  });
});

describe("what is taken in part", () => {
  const bad = { ...SPAN, traceId: "0".repeat(32) };

  test("good spans are kept, the answer counts the bad ones and says why", async () => {
    const { post, batches } = await start();
    const body: unknown = await (await post("/v1/traces", { body: traces(SPAN, bad, bad) })).json();
    expect(body).toEqual({
      partialSuccess: {
        rejectedSpans: "2",
        errorMessage: "2 of 3 records were left out: traceId must be 16 bytes (32 hex digits) and not all zero (2).",
      },
    });
    expect(batches).toMatchObject([{ spans: [SPAN] }]);
  });

  test("spans that could not be stored for good are counted with them", async () => {
    const { post } = await start({
      accept: async () => ({ status: "accepted", rejected: 1, message: "One was too old." }),
    });
    const response = await post("/v1/traces", { body: traces(SPAN, bad) });
    const answer = JsonTraceSerializer.deserializeResponse(new Uint8Array(await response.arrayBuffer()));
    expect(Number(answer.partialSuccess?.rejectedSpans)).toBe(2);
    expect(answer.partialSuccess?.errorMessage).toContain("One was too old.");
  });

  test("metrics: every data point is rejected, for nothing stores them", async () => {
    const { post } = await start();
    const body = JSON.stringify({
      resourceMetrics: [{ scopeMetrics: [{ metrics: [{ sum: { dataPoints: [{}, {}] } }] }] }],
    });
    expect(await (await post("/v1/metrics", { body })).json()).toMatchObject({
      partialSuccess: { rejectedDataPoints: "2", errorMessage: expect.stringContaining("stores no metrics") },
    });
  });
});

describe("what is refused", () => {
  test.each<[string, number, string, PostInit]>([
    ["no key", 401, "Authorization: Bearer", { headers: { authorization: "" } }],
    ["an unknown key", 401, "not known", { headers: { authorization: "Bearer sl_other" } }],
    ["a revoked key", 403, "revoked", { headers: { authorization: `Bearer ${KEYS.revoked}` } }],
    ["a key of another scope", 403, "ingest scope", { headers: { authorization: `Bearer ${KEYS.read}` } }],
    ["text", 415, "application/x-protobuf", { headers: { "content-type": "text/plain" } }],
    ["no content type", 415, "application/x-protobuf", { headers: { "content-type": "" } }],
    ["zstd", 415, "gzip", { headers: { "content-encoding": "zstd" } }],
    ["garbage", 400, "not valid JSON", { body: "garbage" }],
    ["JSON of another kind", 400, "OTLP JSON", { body: "[1]" }],
    [
      "gzip that is cut",
      400,
      "gzip",
      { body: gzipSync(traces(SPAN)).subarray(0, 40), headers: { "content-encoding": "gzip" } },
    ],
    ["gzip that is none", 400, "gzip", { body: traces(SPAN), headers: { "content-encoding": "gzip" } }],
    ["a body over the limit", 413, "smaller batches", { body: " ".repeat(2_001) }],
    ["chunks over the limit", 413, "smaller batches", { body: chunked(" ".repeat(2_001)) }],
    [
      "an inflated body over the limit",
      413,
      "smaller batches",
      { body: gzipSync(" ".repeat(4_001)), headers: { "content-encoding": "gzip" } },
    ],
    ["GET", 405, "POST", { method: "GET" }],
  ])("%s: %i", async (...[, status, sentence, init]) => {
    const { post, batches } = await start({ limits: { bodyBytes: 2_000, inflatedBytes: 4_000, lingerMs: 200 } });
    const response = await post("/v1/traces", init);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code: expect.any(Number), message: expect.stringContaining(sentence) });
    expect(response.headers.get("allow")).toBe(status === 405 ? "POST" : null);
    expect(batches).toEqual([]);
    expect((await post("/v1/traces", { body: traces(SPAN) })).status).toBe(200);
  });

  test("another path: 404", async () => {
    const { post } = await start();
    expect((await post("/v2/traces")).status).toBe(404);
  });

  test("in protobuf the failure is a protobuf Status", async () => {
    const { post } = await start();
    const response = await post("/v1/traces", { body: "{}", headers: PROTOBUF });
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/x-protobuf"]);
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.subarray(0, 3).toString("hex")).toBe("080312");
    expect(body.toString()).toContain("not OTLP protobuf");
  });

  test("a key is checked before the body is asked for", async () => {
    const { post, receiver } = await start({ limits: { lingerMs: 50 } });
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
    const response = await post("/v1/traces", { body: endless, headers: { authorization: "" } }).catch(() => null);
    expect(response?.status ?? 401).toBe(401);
    expect(receiver.inFlightBytes()).toBe(0);
  });
});

describe("when spans cannot be stored the client is told to come again", () => {
  test.each<[string, number, string, Partial<ReceiverOptions>]>([
    [
      "overload",
      503,
      "7",
      { accept: async () => ({ status: "retry", afterSeconds: 6.2, reason: "The spool is full." }) },
    ],
    [
      "a quota",
      429,
      "60",
      { accept: async () => ({ status: "retry", afterSeconds: 60, reason: "Quota.", limited: true }) },
    ],
    ["a failure", 503, "5", { accept: () => Promise.reject(new Error("disk")) }],
    [
      "a failure that is thrown",
      503,
      "5",
      {
        accept: () => {
          throw new Error("disk");
        },
      },
    ],
    ["no answer", 503, "5", { accept: () => new Promise(() => {}), limits: { acceptMs: 30 } }],
    ["a start that is not over", 503, "5", { ready: () => false }],
    ["keys that cannot be looked up", 503, "5", { authenticate: () => Promise.reject(new Error("database")) }],
    ["too many bytes under way", 503, "2", { limits: { inFlightBytes: 10 } }],
  ])("%s: %i with Retry-After %s", async (...[, status, retryAfter, overrides]) => {
    const { post } = await start(overrides);
    const response = await post("/v1/traces", { body: traces(SPAN) });
    expect([response.status, response.headers.get("retry-after")]).toEqual([status, retryAfter]);
    expect(await response.json()).toEqual({ code: expect.any(Number), message: expect.any(String) });
  });

  test("bytes stay booked until they are stored, also when the sender was answered before", async () => {
    let store: () => void = () => {};
    const stored = new Promise<void>((resolve) => (store = resolve));
    const { post, receiver } = await start({
      accept: async () => {
        await stored;
        return { status: "accepted" };
      },
      limits: { acceptMs: 30 },
    });
    expect((await post("/v1/traces", { body: traces(SPAN) })).status).toBe(503);
    expect(receiver.inFlightBytes()).toBe(traces(SPAN).length);
    store();
    await expect.poll(() => receiver.inFlightBytes()).toBe(0);
  });
});

describe("browsers", () => {
  const cors = { allowedOrigins: ["https://app.example"], maxAgeSeconds: 600 };

  test("a preflight of an allowed origin passes without a key", async () => {
    const { post } = await start({ cors });
    const response = await post("/v1/traces", {
      method: "OPTIONS",
      headers: { origin: "https://app.example", authorization: "" },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type, content-encoding, authorization, x-api-key",
      "access-control-max-age": "600",
    });
  });

  test("refusals can be read by the page, other origins get nothing", async () => {
    const { post } = await start({ cors });
    const from = async (origin: string) => {
      const response = await post("/v1/traces", { headers: { origin, authorization: "" } });
      return [response.status, response.headers.get("access-control-allow-origin")];
    };
    expect(await from("https://app.example")).toEqual([401, "https://app.example"]);
    expect(await from("https://evil.example")).toEqual([401, null]);
  });
});

test("other routes are the app's, and their failure is its own", async () => {
  const { url } = await start({
    extraRoutes: {
      "/healthz": (_, response) => void response.end("ok"),
      "/readyz": () => Promise.reject(new Error("broken")),
    },
  });
  expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
  expect((await fetch(`${url}/readyz`)).status).toBe(500);
  expect((await fetch(`${url}/constructor`)).status).toBe(404);
});

test("closing answers what is under way and refuses the rest", async () => {
  let store: () => void = () => {};
  const stored = new Promise<void>((resolve) => (store = resolve));
  const { post, receiver, batches } = await start({
    accept: async (batch) => {
      batches.push(batch);
      await stored;
      return { status: "accepted" };
    },
  });
  const underWay = post("/v1/traces", { body: traces(SPAN) });
  await expect.poll(() => receiver.inFlightBytes()).toBeGreaterThan(0);
  const closed = receiver.close();
  await expect(post("/v1/traces", { body: traces(SPAN) })).rejects.toThrow("fetch failed");
  store();
  expect((await underWay).status).toBe(200);
  await closed;
});

test("the answer of a protobuf request is one that OpenTelemetry reads", async () => {
  const { post } = await start({ accept: async () => ({ status: "accepted", rejected: 1, message: "no" }) });
  const span = Buffer.from(`0a10${SPAN.traceId}1208${SPAN.spanId}`, "hex");
  const wrap = (tag: number, inner: Buffer) => Buffer.concat([Buffer.from([tag, inner.length]), inner]);
  const response = await post("/v1/traces", { body: wrap(0x0a, wrap(0x12, wrap(0x12, span))), headers: PROTOBUF });
  const answer = ProtobufTraceSerializer.deserializeResponse(new Uint8Array(await response.arrayBuffer()));
  expect(answer).toMatchObject({ partialSuccess: { errorMessage: "no" } });
});

function chunked(body: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(body);
  const half = bytes.length >> 1;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, half));
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
}
