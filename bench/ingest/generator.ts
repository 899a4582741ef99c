import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { Connection } from "./connection.ts";
import { fillTemplate } from "./fill-template.ts";
import { readSettings } from "./settings.ts";
import { createTemplates, type Template } from "./templates.ts";

// A process of its own: sends for the given time and reports over IPC. Port and key come first on the command line.
const [, , port = "0", key = "", ...rest] = process.argv;
const settings = readSettings(rest);
const templates = createTemplates(settings);
const ready = settings.gzip
  ? templates.flatMap((template) => Array.from({ length: gzipCopies() }, () => body(template)))
  : [];
const head = [
  "POST /v1/traces HTTP/1.1",
  "host: 127.0.0.1",
  `authorization: Bearer ${key}`,
  `content-type: ${settings.encoding === "json" ? "application/json" : "application/x-protobuf"}`,
  ...(settings.gzip ? ["content-encoding: gzip"] : []),
  "",
].join("\r\n");
const latencies: number[] = [];
const counts = { requests: 0, spans: 0, bytes: 0, rawBytes: 0, refused: 0 };
let turn = 0;
let offered = 0;
const startedAt = performance.now();
const warmAt = startedAt + settings.warmUpSeconds * 1_000;
const endAt = warmAt + settings.seconds * 1_000;
const failures: string[] = [];
let warm = { ...counts };
const warmed = sleep(warmAt - performance.now()).then(() => {
  warm = { ...counts };
  process.send?.({ kind: "warm" });
});
await Promise.all([warmed, ...Array.from({ length: settings.connections }, () => work())]);
const seconds = (performance.now() - warmAt) / 1_000;
latencies.sort((a, b) => a - b);
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
process.send?.({
  kind: "done",
  seconds,
  ...counts,
  measuredSpans: counts.spans - warm.spans,
  measuredBytes: counts.rawBytes - warm.rawBytes,
  p50: at(0.5),
  p99: at(0.99),
  max: at(1),
  cpu: process.cpuUsage(),
  failures,
});

async function work(): Promise<void> {
  const connection = new Connection(Number(port));
  while (performance.now() < endAt) {
    const request = next();
    const waitMs = turnOf(request.spans);
    if (waitMs > 0) await sleep(waitMs);
    counts.spans += request.spans;
    const sentAt = performance.now();
    const answer = await connection
      .send(head, request.bytes)
      .catch((error: Error) => ({ status: 0, retryAfterSeconds: 0, error }));
    if (sentAt > warmAt) latencies.push(performance.now() - sentAt);
    if (answer.status === 200) {
      counts.requests += 1;
      counts.bytes += request.bytes.length;
      counts.rawBytes += request.rawBytes;
      continue;
    }
    counts.spans -= request.spans;
    counts.refused += 1;
    if (failures.length < 3) failures.push(`status ${answer.status}`);
    if (answer.status === 0) return;
    await sleep(Math.min(1, answer.retryAfterSeconds) * 1_000);
  }
  connection.close();
}

/** Milliseconds until so many spans are due; each caller gets a time of its own. */
function turnOf(spans: number): number {
  if (settings.rate === 0) return 0;
  const dueAt = startedAt + (offered / settings.rate) * 1_000;
  offered += spans;
  return Math.max(0, dueAt - performance.now());
}

interface Request {
  readonly bytes: Buffer;
  readonly rawBytes: number;
  readonly spans: number;
}

function next(): Request {
  turn += 1;
  const prepared = ready[turn % Math.max(1, ready.length)];
  const template = templates[turn % templates.length];
  if (template === undefined) throw new Error("the corpus is empty");
  return prepared ?? body(template);
}

function body(template: Template): Request {
  const raw = fillTemplate(template);
  return { bytes: settings.gzip ? gzipSync(raw, { level: 4 }) : raw, rawBytes: raw.length, spans: template.spans };
}

/** Compressed ahead of time, so that the generator's own gzip does not take the cores. Enough copies for 30,000 spans/s. */
function gzipCopies(): number {
  const spans = templates.reduce((sum, template) => sum + template.spans, 0);
  return Math.ceil(((settings.warmUpSeconds + settings.seconds) * Math.min(settings.rate || 30_000, 30_000)) / spans);
}
