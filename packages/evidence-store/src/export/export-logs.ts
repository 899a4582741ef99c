import { findLogEvents, findLogRanges, type LogEvent, type LogRange, type ProjectReader } from "@spanledger/clickhouse";
import type { ErasureLine, ExportLog, LedgerRow, StampedCheckpoint } from "@spanledger/evidence";
import { decodeTargets, ERASING_ACTS, type JsonValue } from "@spanledger/ledger";
import { randomInt } from "node:crypto";
import { z } from "zod";
import { readRecords } from "../read/read-records.ts";

export interface ExportPeriod {
  readonly system: string;
  readonly fromUs: number;
  /** Exclusive; with the lateness. */
  readonly toUs: number;
}

/** Rows of one query: entries alone are 96 bytes, with content they are kilobytes. */
const ENTRY_BATCH = 50_000;
const CONTENT_BATCH = 10_000;
/** Records that are proved one by one, so that a reader can check a few by hand. */
const SAMPLE = 50;

/** Every log of the project as an export of the period needs it, whether it has records of the system or not. */
export async function exportLogs(reader: ProjectReader, period: ExportPeriod): Promise<ExportLog[]> {
  const ranges = await findLogRanges(reader, period);
  return Promise.all(ranges.map((range) => exportLog(reader, period, range)));
}

async function exportLog(reader: ProjectReader, { system }: ExportPeriod, range: LogRange): Promise<ExportLog> {
  const { log, start, end, latest } = range;
  const events = await findLogEvents(reader, { log, size: latest.size });
  const isShown = ({ index, sys }: LogEvent): boolean => sys === system && index >= start.size && index < end.size;
  const apart = events.filter((event) => !isShown(event)).map(({ index }) => index);
  return {
    origin: range.origin,
    keys: range.keys.map((key, at) => ({ ...key, toSize: range.keys[at + 1]?.fromSize ?? null })),
    start,
    end,
    latest,
    frontier: null,
    timestamps: await readTimestamps(reader, { log, from: start.size, to: latest.size }),
    erasures: events.flatMap((event) => erasuresOf(event, end.size)),
    events: apart,
    proofs: sampleOf(start.size, end.size),
    read: (from, to) => readLog(reader, { ...range, apart: new Set(apart), from, to }),
  };
}

const Stamp = z.object({ size: z.string().transform(Number), note: z.string(), response: z.string() });

async function readTimestamps(
  reader: ProjectReader,
  range: { readonly log: string; readonly from: number; readonly to: number },
): Promise<StampedCheckpoint[]> {
  const rows = await reader.query({
    name: "time stamps of a log",
    sql: `SELECT t.size AS size, t.note AS note, t.response AS response FROM ledger_timestamps AS t FINAL
      WHERE t.project = {project: String} AND t.log = {log: String} AND t.size >= {from: UInt64} AND t.size <= {to: UInt64}
      ORDER BY t.size LIMIT 10000 SETTINGS max_execution_time = 20, max_memory_usage = 1000000000`,
    params: { ...range },
    schema: Stamp,
  });
  return rows.map(({ size, note, response }) => ({ size, note, response: Buffer.from(response, "base64") }));
}

const ErasureBody = z.object({ d: z.object({ act: z.string(), basis: z.string(), done_us: z.number() }) });

function erasuresOf({ index, kind, body, targets }: LogEvent, endSize: number): ErasureLine[] {
  if (kind !== "erasure" || targets === "" || body === "") return [];
  const { act, basis, done_us: doneUs } = ErasureBody.parse(JSON.parse(body)).d;
  if (!ERASING_ACTS.has(act)) return [];
  const isBody = act !== "erase_fields";
  return (decodeTargets(JSON.parse(targets) as JsonValue) ?? [])
    .filter(({ first }) => first < endSize)
    .map((target) => ({
      ...target,
      ...(isBody && target.fields === undefined ? { body: true } : {}),
      event: index,
      basis,
      doneUs,
    }));
}

function sampleOf(from: number, to: number): number[] {
  const picked = new Set<number>();
  const wanted = Math.min(SAMPLE, to - from);
  while (picked.size < wanted) picked.add(from + randomInt(to - from));
  return [...picked].sort((left, right) => left - right);
}

interface Reading extends LogRange {
  readonly apart: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

/** Outside of the range only the entries are needed, but for the events. */
async function* readLog(reader: ProjectReader, reading: Reading): AsyncIterable<readonly LedgerRow[]> {
  const { log, start, end } = reading;
  const before = { log, from: reading.from, to: Math.min(start.size, reading.to) };
  const inside = { log, from: Math.max(start.size, reading.from), to: Math.min(end.size, reading.to) };
  const after = { log, from: Math.max(end.size, reading.from), to: reading.to };
  yield* readEntries(reader, reading, before);
  yield* readRecords(reader, { ...inside, batch: CONTENT_BATCH });
  yield* readEntries(reader, reading, after);
}

async function* readEntries(
  reader: ProjectReader,
  { log, apart }: Reading,
  range: { readonly log: string; readonly from: number; readonly to: number },
): AsyncIterable<readonly LedgerRow[]> {
  for await (const rows of readRecords(reader, { ...range, batch: ENTRY_BATCH, what: "entries" })) {
    const full = new Map<number, LedgerRow>();
    for (const { index } of rows) {
      if (!apart.has(index)) continue;
      for await (const [row] of readRecords(reader, { log, from: index, to: index + 1 }))
        if (row !== undefined) full.set(index, row);
    }
    yield full.size === 0 ? rows : rows.map((row) => full.get(row.index) ?? row);
  }
}
