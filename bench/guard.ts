import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { createServer } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  createGuardHub,
  createProcessor,
  createTraceWindow,
  createWatch,
  type RecordedSpan,
} from "@spanledger/ingest/guard";
import { DEFAULT_GUARD_LIMITS } from "@spanledger/guard";
import { createPriceBook, decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan } from "@spanledger/telemetry";

const TRACES = join(import.meta.dirname, "../apps/ingest/test/runaway");
const SECONDS = 4;
const STREAMS = 10_000;
const MIB = 1_048_576;

/** Prints what the watch adds to a span, and what ten thousand open streams hold. */
async function main(): Promise<void> {
  if (process.argv[2] === "clients") return clients(Number(process.argv[3]));
  // Each in a process of its own: what one leaves on the heap would hide what the other holds.
  await (process.argv[2] === "streams" ? holdStreams() : watchSpans());
  process.exit(0);
}

async function watchSpans(): Promise<void> {
  const requests = recordedRequests();
  const spans = requests.reduce((sum, request) => sum + request.length, 0);
  const watch = createWatch({
    limitsFor: () => DEFAULT_GUARD_LIMITS,
    onFinding: () => undefined,
    onError: (error) => console.error(error),
    now: Date.now,
  });
  let round = 0;
  let used = 0;
  while (used < SECONDS * 1e6) {
    const fresh = requests.map((request) => request.map((one) => inTrace(one, round)));
    const start = process.cpuUsage();
    for (const request of fresh) watch.observe(request)();
    while (watch.stats().waitingSpans > 0) await new Promise(setImmediate);
    const { user, system } = process.cpuUsage(start);
    if (round > 0) used += user + system;
    round++;
  }
  const watched = (round - 1) * spans;
  console.log(
    `watch: ${spans} recorded spans of agents, ${(used / watched).toFixed(2)} us of CPU per span, ${watch.stats().traces} traces open, ${watch.stats().skippedSpans} skipped`,
  );
}

function recordedRequests(): readonly (readonly RecordedSpan[])[] {
  const book = createPriceBook();
  let seq = 0n;
  const nextSeq = () => (seq += 1n);
  const normalise = (span: Parameters<typeof normaliseSpan>[0]) => normaliseSpan(span);
  const processor = createProcessor({
    normalise,
    priceBookFor: () => book,
    writer: "bench",
    nextSeq,
    window: createTraceWindow(),
  });
  return readdirSync(TRACES, { recursive: true, encoding: "utf8" })
    .filter((file) => /request-\d+\.(pb|json)(\.gz)?$/.test(file))
    .sort()
    .map((file) => {
      const sent = readFileSync(join(TRACES, file));
      const body = file.endsWith(".gz") ? gunzipSync(sent) : sent;
      const { spans } = decodeTraces(body, file.includes(".pb") ? "protobuf" : "json", DEFAULT_DECODE_LIMITS);
      return processor.process({ projectId: "default", keyTenant: "", spans, receivedAtMs: Date.now() }).recorded;
    });
}

/** The same span in another trace. */
function inTrace(recorded: RecordedSpan, round: number): RecordedSpan {
  const { span } = recorded.call;
  const traceId = `${round.toString(16).padStart(8, "0")}${span.traceId.slice(8)}`;
  return { ...recorded, call: { ...recorded.call, span: { ...span, traceId } } };
}

async function holdStreams(): Promise<void> {
  const hub = createGuardHub({ epoch: "bench", authenticate: async () => ({ status: "ok", projectId: "default" }) });
  const server = createServer((request, response) =>
    hub.connect({ request, response, scope: { projectId: "default", tenant: "" }, key: "key" }),
  );
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { readonly port: number }).port)),
  );
  global.gc?.();
  const before = process.memoryUsage().rss;
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, "clients", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = lines(child.stdout);
  await said.next();
  global.gc?.();
  const held = process.memoryUsage().rss - before;
  const idle = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const kept = process.cpuUsage(idle);
  const busy = process.cpuUsage();
  const startedAt = Date.now();
  hub.publish("default", { event: "release", data: { trace_id: "0".repeat(32) }, tenant: "" });
  await said.next();
  const told = process.cpuUsage(busy);
  console.log(
    `streams: ${hub.stats().streams} open hold ${(held / MIB).toFixed(0)} MiB; keep-alives cost ${((kept.user + kept.system) / 15_000).toFixed(1)} ms of CPU per second; an event reached all after ${Date.now() - startedAt} ms with ${((told.user + told.system) / 1_000).toFixed(0)} ms of CPU`,
  );
  hub.close();
  child.kill();
}

async function* lines(output: NodeJS.ReadableStream): AsyncGenerator<string, string> {
  for await (const chunk of output) yield String(chunk);
  return "";
}

/** The other side: sockets that read, and say when all are open and when all were told. */
async function clients(port: number): Promise<void> {
  const request = `GET /v1/guard/stream HTTP/1.1\r\nHost: x\r\nx-api-key: key\r\n\r\n`;
  let told = 0;
  const open = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(request));
      socket.once("data", () => resolve(socket)).once("error", reject);
      socket.on("data", (chunk: Buffer) => {
        if (chunk.includes("event: release") && ++told === STREAMS) console.log("told");
      });
    });
  for (let opened = 0; opened < STREAMS; opened += 100) await Promise.all(Array.from({ length: 100 }, open));
  console.log("open");
}

await main();
