import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KEYS, startReceiver, type TestReceiver } from "../../test/start-receiver.ts";
import type { ReceiveLimits } from "./receive-limits.ts";

const MIB = 1_048_576;
const IDS = '"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"';
const ONE_SPAN = request(`{${IDS}}`);
const GZIP = { "content-encoding": "gzip" };
/** Short enough for a test, long enough for a busy machine. */
const SHORT: Partial<ReceiveLimits> = { headersMs: 300, bodyIdleMs: 300, requestMs: 2_000, lingerMs: 300 };

let server: TestReceiver;

beforeEach(async () => {
  server = await startReceiver({ limits: SHORT });
});

afterEach(async () => {
  await server.receiver.close();
});

/** Whatever was sent, nothing is held and the next request is taken. */
async function expectUnharmed(): Promise<void> {
  await expect.poll(() => server.receiver.inFlightBytes()).toBe(0);
  const before = server.batches.length;
  const response = await server.post("/v1/traces", { body: ONE_SPAN });
  expect(response.status).toBe(200);
  expect(server.batches).toHaveLength(before + 1);
}

describe("sizes", () => {
  test.each([
    ["by its ratio", {}],
    ["by its size, where any ratio is allowed", { inflateRatio: Number.POSITIVE_INFINITY }],
  ])("10 GB of zeros in 10 MB of gzip are refused %s, without inflating them", async (_, limits) => {
    await server.receiver.close();
    server = await startReceiver({ limits: { ...SHORT, ...limits } });
    const peak = watchMemory();
    const response = await server.post("/v1/traces", { body: bomb(), headers: GZIP });
    expect([response.status, await response.json()]).toEqual([
      413,
      { code: 3, message: expect.stringContaining("smaller batches") },
    ]);
    expect(peak()).toBeLessThan(300 * MIB);
    await expectUnharmed();
  });

  test.each(["json", "protobuf"] as const)(
    "a span with a million attributes in %s is taken and cut",
    async (encoding) => {
      const peak = watchMemory();
      const body =
        encoding === "json" ? request(`{${IDS},"attributes":[${jsonAttributes(1_000_000)}]}`) : protobufSpan(1_000_000);
      const headers = { "content-type": encoding === "json" ? "application/json" : "application/x-protobuf" };
      const response = await server.post("/v1/traces", { body, headers });
      expect(response.status).toBe(200);
      expect(server.batches).toMatchObject([{ spans: [{ flags: ["attributes_dropped"] }] }]);
      expect(peak()).toBeLessThan(1_500 * MIB);
      await expectUnharmed();
    },
  );

  test.each([1_000, 30_000])("a value nested %i deep is taken and cut", async (depth) => {
    const value = `${'{"arrayValue":{"values":['.repeat(depth)}{}${"]}}".repeat(depth)}`;
    const response = await server.post("/v1/traces", {
      body: request(`{${IDS},"attributes":[{"key":"k","value":${value}}]}`),
    });
    expect(response.status).toBe(200);
    expect(server.batches).toMatchObject([{ spans: [{ flags: ["depth_cut"] }] }]);
    await expectUnharmed();
  });

  test("thirty million brackets are refused", async () => {
    const response = await server.post("/v1/traces", { body: "[".repeat(30 * MIB) });
    expect(response.status).toBe(400);
    await expectUnharmed();
  });

  test("headers over the limit are refused", async () => {
    const socket = await open();
    socket.write(`POST /v1/traces HTTP/1.1\r\nHost: x\r\nx-filler: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(await answer(socket)).toContain(" 431 ");
    await expectUnharmed();
  });

  test("a body that is announced too large is refused before it is sent", async () => {
    const socket = await open();
    socket.write(head(`Content-Length: ${65 * MIB}`, "Expect: 100-continue"));
    const text = await answer(socket);
    expect(text).toContain("HTTP/1.1 413");
    expect(text).not.toContain("100 Continue");
  });

  test("a client that asks first is told to go on", async () => {
    const socket = await open();
    socket.write(head(`Content-Length: ${ONE_SPAN.length}`, "Expect: 100-continue", "Connection: close"));
    socket.once("data", () => socket.write(ONE_SPAN));
    expect(await answer(socket)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  });
});

describe("slow and broken connections", () => {
  test("headers that do not end are cut off", async () => {
    const socket = await open();
    socket.write("POST /v1/traces HTTP/1.1\r\nHost: x\r\n");
    expect(await answer(socket)).toContain(" 408 ");
    await expectUnharmed();
  });

  test("a body that stops coming is cut off and its bytes are free again", async () => {
    const socket = await open();
    socket.write(head(`Content-Length: ${MIB}`) + "x".repeat(1_000));
    await expect.poll(() => server.receiver.inFlightBytes()).toBe(1_000);
    expect(await answer(socket)).toContain(" 408 ");
    await expectUnharmed();
  });

  test("a body that trickles is cut off by the time for the whole request", async () => {
    const socket = await open();
    socket.write(head(`Content-Length: ${MIB}`));
    const trickle = setInterval(() => socket.write("x"), 50);
    const text = await answer(socket);
    clearInterval(trickle);
    expect(text).toContain(" 408 ");
    await expectUnharmed();
  });

  test("a hundred slow senders do not keep others out", async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, open));
    for (const socket of sockets) socket.write(`${head(`Content-Length: ${64 * MIB}`)}{`);
    await expect.poll(() => server.receiver.inFlightBytes()).toBe(100);
    expect((await server.post("/v1/traces", { body: ONE_SPAN })).status).toBe(200);
    await Promise.all(sockets.map(answer));
    await expectUnharmed();
  });

  test.each([
    ["in the middle of a body", []],
    ["in the middle of gzip", ["Content-Encoding: gzip"]],
  ])("a client that leaves %s is forgotten", async (_, headers) => {
    const socket = await open();
    socket.write(head(`Content-Length: ${MIB}`, ...headers));
    socket.write(gzipSync(ONE_SPAN).subarray(0, 30));
    socket.destroy();
    await expect.poll(() => server.refused).toEqual(["disconnected"]);
    await expectUnharmed();
  });

  test("what is no HTTP is answered with 400", async () => {
    const socket = await open();
    socket.write("\x16\x03\x01 hello\r\n\r\n");
    expect(await answer(socket)).toContain(" 400 ");
    await expectUnharmed();
  });
});

function request(span: string): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;
}

function jsonAttributes(count: number): string {
  return Array.from({ length: count }, (_, at) => `{"key":"k${at}","value":{"intValue":${at}}}`).join(",");
}

function protobufSpan(attributes: number): Buffer {
  const list = Array.from({ length: attributes }, (_, at) => {
    const key = Buffer.from(`k${at}`);
    return field(9, Buffer.concat([field(1, key), field(2, Buffer.from([0x10, 1]))]));
  });
  const ids = Buffer.from("0a100af7651916cd43dd8448eb211c80319c1208b7ad6b7169203331", "hex");
  return field(1, field(2, field(2, Buffer.concat([ids, ...list]))));
}

function field(number: number, value: Buffer): Buffer {
  const length: number[] = [];
  let rest = value.length;
  for (; rest >= 0x80; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length, rest]), value]);
}

/** 160 gzip members of 64 MiB each; a gzip file may have any number. */
function bomb(): ReadableStream<Uint8Array> {
  const member = gzipSync(Buffer.alloc(64 * MIB));
  let left = 160;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) controller.close();
      else controller.enqueue(member);
      left -= 1;
    },
  });
}

/** Growth of the resident memory since the call, at its highest; this process holds the sender too. */
function watchMemory(): () => number {
  const start = process.memoryUsage.rss();
  let highest = start;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
  return () => {
    clearInterval(timer);
    return Math.max(highest, process.memoryUsage.rss()) - start;
  };
}

function head(...headers: readonly string[]): string {
  const common = ["Host: x", `Authorization: Bearer ${KEYS.good}`, "Content-Type: application/json"];
  return `POST /v1/traces HTTP/1.1\r\n${[...common, ...headers].join("\r\n")}\r\n\r\n`;
}

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** All that the server sends until it closes the connection. */
function answer(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", () => {});
    socket.once("close", () => resolve(text));
  });
}
