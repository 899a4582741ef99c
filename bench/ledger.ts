import { hash, randomFillSync } from "node:crypto";
import { encodeSpanContentRows } from "@spanledger/clickhouse";
import { createTokenSource } from "@spanledger/ledger";
import {
  contentRowOf,
  createRecorder,
  DEFAULT_SETTINGS,
  type HeadFile,
  type RecordedSpan,
  sequenceSegment,
} from "@spanledger/ingest/evidence";
import { normaliseSpan, type Span } from "@spanledger/telemetry";

const PROJECT = "bench";
const BATCH = 64;
const BATCHES = 100;
const RUNS = 7;
const TEXT = "Please summarise the following contract clause and say what the parties owe. ".repeat(6).slice(0, 450);

/** Prints what the evidence log costs per span, in CPU time: rows of content with the log off, and with it on. */
function main(): void {
  const batches = Array.from({ length: BATCHES }, (_, batch) => spansOf(batch));
  const off = best(() => {
    for (const spans of batches) encodeSpanContentRows(contentsOf(spans));
  });
  const recorded = best(() => {
    for (const spans of batches) record(spans);
  });
  const ledgers = batches.map((spans) => record(spans));
  const sequenced = best(() => sequence(ledgers));
  const committed = best(() => {
    for (const spans of batches) for (const span of spans) commitAlone(span);
  });
  const row = (name: string, microseconds: number) => console.log(`${name.padEnd(44)} ${microseconds.toFixed(1)} us`);
  row("content rows, log off", off);
  row("bodies, commitments, salts, content rows", recorded);
  row("index, entry, leaf, row", sequenced);
  row("of which the commitments' text and hash alone", committed);
  row("the log, on top of ingest, per span", recorded - off + sequenced);
}

const recorder = createRecorder({
  settingsFor: () => DEFAULT_SETTINGS,
  token: createTokenSource((bytes) => randomFillSync(bytes)),
  writer: "0123456789ab",
});

function record(spans: readonly RecordedSpan[]): Buffer {
  const { ledger, contents } = recorder.record(spans, contentsOf(spans));
  encodeSpanContentRows(contents);
  return Buffer.from(ledger.buffer, ledger.byteOffset, ledger.byteLength);
}

/** What no implementation can leave out: quote a text as JSON, base64url, SHA-256, four times. */
function commitAlone({ call: { content }, booking: { dimensions } }: RecordedSpan): void {
  for (const text of [content.inputMessages, content.outputMessages, dimensions.session, dimensions.user])
    hash("sha256", Buffer.from(JSON.stringify(text)).toString("base64url"), "base64url");
}

function contentsOf(spans: readonly RecordedSpan[]) {
  return spans.flatMap((span) => contentRowOf(PROJECT, span.call, span.seq) ?? []);
}

const log = { origin: "o", vkey: "v", latenessUs: 1e9, size: 0, nodes: [], lastLoggedUs: 0 };
const HEAD: HeadFile = { version: 1, log: "w-bench", epoch: 1, segment: "", logs: { [PROJECT]: log } };

function sequence(ledgers: readonly Buffer[]): void {
  const header = { committedAtMs: 1_795_262_400_000 } as Parameters<typeof sequenceSegment>[1][number]["header"];
  const commits = ledgers.map((ledger) => ({ header, offset: 0, payload: ledger, ledger }));
  sequenceSegment("segment", commits, HEAD);
}

/** Two texts of 450 characters, a user and a session, as a chat call of a service has them. */
function spansOf(batch: number): readonly RecordedSpan[] {
  return Array.from({ length: BATCH }, (_, index) => {
    const seq = batch * BATCH + index + 1;
    const id = seq.toString(16).padStart(16, "a");
    const message = (role: string) =>
      JSON.stringify([{ role, parts: [{ type: "text", content: `${seq} "${role}" ${TEXT}` }] }]);
    const attributes = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 1_000,
      "gen_ai.usage.output_tokens": 100,
      "gen_ai.response.model": "gpt-4o-2024-08-06",
      "gen_ai.request.temperature": 0.2,
      "gen_ai.request.max_tokens": 500,
      "gen_ai.input.messages": message("user"),
      "gen_ai.output.messages": message("assistant"),
      "service.name": "app",
      "service.version": "1.4.2",
    };
    const call = normaliseSpan(aSpan(id, attributes));
    const cost = { input: 12n, cacheRead: 0n, cacheWrite: 0n, output: 3n, other: 0n, total: BigInt(seq) * 1_250_000n };
    const names = { environment: "prod", service: "app", feature: "chat", tenant: "acme", agent: "", workflow: "" };
    const dimensions = {
      ...names,
      user: `user-${seq % 97}`,
      session: `s-${seq % 997}`,
      promptName: "",
      promptVersion: "",
    };
    return {
      projectId: PROJECT,
      call,
      billed: call,
      booking: { state: "billed", supersededBy: "", dimensions },
      isBooked: true,
      cost: { status: "priced", cost, unpricedReason: "", price: null },
      receivedAtMs: 1_795_262_400_000,
      writer: "0123456789ab",
      seq: BigInt(seq),
    };
  });
}

function aSpan(id: string, attributes: Readonly<Record<string, string | number>>): Span {
  const startTimeNs = 1_795_262_400_000_000_000n;
  return {
    traceId: id.repeat(2),
    spanId: id,
    parentSpanId: "",
    name: "chat gpt-4o",
    kind: 3,
    startTimeNs,
    endTimeNs: startTimeNs + 1_000_000_000n,
    statusCode: 0,
    statusMessage: "",
    events: [],
    resource: { attributes: new Map() },
    scope: { name: "bench", version: "", schemaUrl: "", attributes: new Map() },
    flags: [],
    attributes: new Map(Object.entries(attributes)),
  };
}

/** CPU time per span of the fastest run: others load the machine too. */
function best(work: () => void): number {
  work();
  return Math.min(...Array.from({ length: RUNS }, () => measure(work)));
}

function measure(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / (BATCH * BATCHES);
}

main();
