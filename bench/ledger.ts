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
import { evidenceSpan, PROJECT, WRITER } from "./evidence/evidence-span.ts";

const BATCH = 64;
const BATCHES = 100;
const RUNS = 7;

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
  writer: WRITER,
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

function spansOf(batch: number): readonly RecordedSpan[] {
  return Array.from({ length: BATCH }, (_, index) => evidenceSpan(batch * BATCH + index + 1));
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
