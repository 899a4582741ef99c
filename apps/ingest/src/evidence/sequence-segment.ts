import { createLedgerEntryEncoder } from "@spanledger/clickhouse";
import {
  controlBody,
  createSequencer,
  encodeBody,
  LOG_FORMAT,
  LOG_SYSTEM,
  readKeyRotation,
  scopeTag,
  type Sequencer,
  sha256,
} from "@spanledger/ledger";
import type { Commit } from "../spool/parse-segment.ts";
import { decodeLogRecords, type StoredRecord } from "./decode-log-records.ts";
import { type HeadFile, type ProjectHead, toLogHead } from "./log-head.ts";
import { TARGET_MARK } from "./log-record.ts";
import { memo } from "./memo.ts";

export interface SequencedSegment {
  readonly rows: number;
  /** Rows of `ledger_entries` as RowBinary. */
  readonly bytes: Uint8Array;
  /** The logs after it; those that had no record in it are not named. */
  readonly heads: Readonly<Record<string, ProjectHead>>;
  /** Leaf hashes of the new records, by project; the first is of the record at the head before. */
  readonly leaves: Readonly<Record<string, readonly Uint8Array[]>>;
}

const MARK = TARGET_MARK.charCodeAt(0);

/**
 * Gives the records of a segment their places. A pure function of the segment and the heads before it: done again after
 * a crash it gives the same bytes. Times are those of the commits.
 */
export function sequenceSegment(name: string, commits: readonly Commit[], head: HeadFile): SequencedSegment {
  const encoder = createLedgerEntryEncoder();
  const logs = new Map<string, OpenLog>();
  let rows = 0;
  for (const { header, ledger } of commits) {
    const nowUs = header.committedAtMs * 1_000;
    for (const record of decodeLogRecords(ledger)) {
      const log = logs.get(record.project) ?? open(record.project, nowUs);
      append(log, record, nowUs);
    }
  }
  const heads = Object.fromEntries([...logs].map(([id, log]) => [id, closed(log)]));
  const leaves = Object.fromEntries([...logs].map(([id, log]) => [id, log.leaves]));
  return { rows, bytes: encoder.bytes(), heads, leaves };

  function open(project: string, nowUs: number): OpenLog {
    const before = head.logs[project];
    if (before === undefined) throw new RangeError(`The log of project ${project} was not opened.`);
    const sequencer = createSequencer({ head: toLogHead(before), latenessUs: before.latenessUs });
    const log: OpenLog = { before, sequencer, leaves: [], rotated: undefined };
    logs.set(project, log);
    if (before.size === 0) append(log, genesis(project, before, nowUs), nowUs);
    return log;
  }

  function append(log: OpenLog, record: StoredRecord, nowUs: number): void {
    const body = withTarget(record.body, log.sequencer.size() - 1);
    const { project, kind, test, startUs, endUs } = record;
    const scope = scopes(`${project}\n${record.sys}`);
    const bodyHash = sha256(body);
    const placed = log.sequencer.append({ kind, test, startUs, endUs, scope, bodyHash }, nowUs);
    const { index, loggedAtUs, entry } = placed;
    log.leaves.push(placed.leafHash);
    if (kind === "control") log.rotated = readKeyRotation(JSON.parse(body.toString("utf8"))) ?? log.rotated;
    encoder.add({
      project,
      log: head.log,
      idx: index,
      entry,
      body,
      logged_at: loggedAtUs,
      end_time: endUs,
      kind,
      sys: record.sys,
      trace_id: record.traceId,
      span_id: record.spanId,
      writer: record.writer,
      seq: record.seq,
      record_id: record.recordId,
      segment: name,
    });
    rows += 1;
  }
}

interface OpenLog {
  readonly before: ProjectHead;
  readonly sequencer: Sequencer;
  readonly leaves: Uint8Array[];
  rotated: ReturnType<typeof readKeyRotation>;
}

function closed({ before, sequencer, rotated }: OpenLog): ProjectHead {
  const { frontier, lastLoggedUs } = sequencer.head();
  const after = { ...before, size: frontier.size, nodes: [...frontier.nodes], lastLoggedUs };
  if (rotated === undefined || rotated.vkey === before.vkey) return after;
  return { ...after, vkey: rotated.vkey, previous: { vkey: before.vkey, untilUs: rotated.dual_until_us } };
}

const scopes = memo((projectAndSystem) => {
  const at = projectAndSystem.indexOf("\n");
  return scopeTag(projectAndSystem.slice(0, at), projectAndSystem.slice(at + 1));
});

function withTarget(body: Buffer, index: number): Buffer {
  const at = body.indexOf(MARK);
  if (at < 0) return body;
  return Buffer.concat([body.subarray(0, at), Buffer.from(String(index)), body.subarray(at + 1)]);
}

/** Leaf 0. Nothing in it is random, so that it is the same when it is made again; it has no content to hide. */
function genesis(project: string, head: ProjectHead, nowUs: number): StoredRecord {
  const { origin, vkey, latenessUs, predecessor } = head;
  const data = {
    event: "genesis",
    format: LOG_FORMAT,
    origin,
    vkey,
    late_us: latenessUs,
    ...(predecessor === undefined ? {} : { predecessor }),
  } as const;
  const nonce = sha256(`genesis\n${origin}`).toString("base64url", 0, 16);
  return {
    project,
    kind: "control",
    test: false,
    startUs: nowUs,
    endUs: nowUs,
    sys: LOG_SYSTEM,
    traceId: Buffer.alloc(16),
    spanId: Buffer.alloc(8),
    writer: "",
    seq: 0n,
    recordId: "",
    body: Buffer.from(encodeBody(controlBody({ data, nowUs, nonce }))),
  };
}
